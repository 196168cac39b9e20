// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A row of a user's connections. Texts that say nothing are empty.
 *
 * @param kind {@code connected}, {@code disconnected} or {@code forgotten}
 * @param resume where a device that connected asked to continue
 * @param cursor named by it; the start if none
 * @param cause of a {@code disconnected}
 */
record Happened(
        Instant at,
        long offset,
        String kind,
        String device,
        Wire wire,
        String resume,
        Position cursor,
        int window,
        KeptAttributes attributes,
        String cause) {

    static final String CONNECTED = "connected";
    static final String DISCONNECTED = "disconnected";
    static final String FORGOTTEN = "forgotten";

    /** Which connection, on which life of which gateway, and from where, if that is recorded. */
    record Wire(String connection, String gateway, long incarnation, String address) {

        static Wire of(ConnectionEvent event) {
            return new Wire(
                    event.getConnection(),
                    event.getGateway(),
                    event.getIncarnation(),
                    event.getConnected().getAddress());
        }
    }

    static Happened of(ConnectionFact fact) {
        ConnectionEvent event = fact.event();
        Connected connected = event.getConnected();
        return new Happened(
                fact.place().at(),
                fact.place().offset(),
                kind(event),
                event.getDevice(),
                Wire.of(event),
                event.hasConnected() ? resume(connected.getResumeFrom()) : "",
                ConnectionIntake.isPlace(connected.getCursor()) ? connected.getCursor() : Positions.START,
                connected.getWindow(),
                KeptAttributes.of(connected.getAttributesMap()),
                event.hasDisconnected() ? cause(event.getDisconnected().getCause()) : "");
    }

    private static String kind(ConnectionEvent event) {
        if (event.hasConnected()) {
            return CONNECTED;
        }
        return event.hasDisconnected() ? DISCONNECTED : FORGOTTEN;
    }

    /** As the {@code hello} says it. */
    static String resume(ResumeFrom from) {
        return switch (from) {
            case RESUME_FROM_SERVER_CURSOR -> "server-cursor";
            case RESUME_FROM_CURSOR -> "cursor";
            case RESUME_FROM_EARLIEST -> "earliest";
            case RESUME_FROM_LATEST -> "latest";
            case RESUME_FROM_UNREADABLE -> "unreadable";
            case UNRECOGNIZED -> "unknown";
        };
    }

    static String cause(DisconnectCause cause) {
        return cause == DisconnectCause.UNRECOGNIZED || cause == DisconnectCause.DISCONNECT_CAUSE_UNSPECIFIED
                ? "unknown"
                : cause.name()
                        .substring("DISCONNECT_CAUSE_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
    }

    boolean isConnected() {
        return kind.equals(CONNECTED);
    }

    Map<String, String> attributeMap() {
        return attributes.kept();
    }
}
