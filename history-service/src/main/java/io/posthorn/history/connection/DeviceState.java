// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.v1.AttributesChanged;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a device said of itself.
 *
 * @param wire of a {@code connected}; else what the gateway says of where it was said
 * @param attributes all of the hello, or those that were set
 * @param removed before they were set
 * @param cleared all, before anything else
 */
record DeviceState(
        Kind kind,
        Instant at,
        long offset,
        Happened.Wire wire,
        KeptAttributes attributes,
        List<String> removed,
        boolean cleared) {

    enum Kind {
        CONNECTED,
        ATTRIBUTES;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In the log: two may be of one millisecond. */
    boolean isAfter(DeviceState other) {
        int later = at.compareTo(other.at);
        return later > 0 || later == 0 && offset > other.offset;
    }

    /** @param connected that it connected */
    static DeviceState of(Happened connected) {
        return new DeviceState(
                Kind.CONNECTED,
                connected.at(),
                connected.offset(),
                connected.wire(),
                connected.attributes(),
                List.of(),
                false);
    }

    static DeviceState of(ConnectionFact fact) {
        AttributesChanged change = fact.event().getAttributesChanged();
        boolean connected = fact.event().hasConnected();
        return new DeviceState(
                connected ? Kind.CONNECTED : Kind.ATTRIBUTES,
                fact.place().at(),
                fact.place().offset(),
                Happened.Wire.of(fact.event()),
                KeptAttributes.of(connected ? fact.event().getConnected().getAttributesMap() : change.getSetMap()),
                KeptAttributes.names(change.getRemoveList()),
                change.getClear());
    }
}
