// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.frame;

import com.google.protobuf.Timestamp;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.AuthRequired;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.Ping;
import io.posthorn.contracts.v1.Pong;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.v1.ServerFrame;
import java.time.Instant;

/** The frames that are nobody's message. */
public final class ServerFrames {

    public static final ServerFrame PING =
            ServerFrame.newBuilder().setPing(Ping.getDefaultInstance()).build();
    public static final ServerFrame PONG =
            ServerFrame.newBuilder().setPong(Pong.getDefaultInstance()).build();

    private ServerFrames() {}

    /** A position as its user's devices see it; empty at the start of a stream. */
    public static String cursor(Position position, int userHash) {
        return Positions.isStart(position) ? "" : Cursor.encode(position, userHash);
    }

    public static ServerFrame resumed(Resumption resumption, int userHash) {
        var resumed = Resumed.newBuilder()
                .setRecovered(
                        switch (resumption.getRecovered()) {
                            case RECOVERED_FULL -> "full";
                            case RECOVERED_PARTIAL -> "partial";
                            case RECOVERED_NONE, RECOVERED_UNSPECIFIED, UNRECOGNIZED -> "none";
                        })
                .setCursor(cursor(resumption.getCursor(), userHash));
        if (resumption.hasPending()) {
            resumed.setPending(resumption.getPending());
        }
        return ServerFrame.newBuilder().setResumed(resumed).build();
    }

    public static ServerFrame caughtUp(String cursor) {
        return ServerFrame.newBuilder()
                .setCaughtUp(CaughtUp.newBuilder().setCursor(cursor))
                .build();
    }

    public static ServerFrame read(String cursor) {
        return ServerFrame.newBuilder()
                .setRead(ReadMarker.newBuilder().setCursor(cursor))
                .build();
    }

    public static ServerFrame authRequired(Instant deadline) {
        var time = Timestamp.newBuilder().setSeconds(deadline.getEpochSecond()).setNanos(deadline.getNano());
        return ServerFrame.newBuilder()
                .setAuthRequired(AuthRequired.newBuilder().setDeadline(time))
                .build();
    }

    /** @param reconnectAfterMillis drawn for each connection, so that they do not all come back at once */
    public static ServerFrame goAway(String reason, int reconnectAfterMillis) {
        return ServerFrame.newBuilder()
                .setGoAway(GoAway.newBuilder().setReason(reason).setReconnectAfter(reconnectAfterMillis))
                .build();
    }

    public static ServerFrame error(String code, String message, boolean temporary) {
        return ServerFrame.newBuilder()
                .setError(Error.newBuilder().setCode(code).setMessage(message).setTemporary(temporary))
                .build();
    }
}
