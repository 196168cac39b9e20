// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.client.DeviceListener;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.AuthRequired;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import io.posthorn.contracts.wire.Subprotocol;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A device that prints: messages as lines, or every frame as JSON. */
final class PrintingDevice implements DeviceListener {

    private final Console console;
    private final boolean json;
    private final CompletableFuture<Void> enough = new CompletableFuture<>();
    private int left;

    /** @param count messages until it has enough */
    PrintingDevice(Console console, boolean json, int count) {
        this.console = console;
        this.json = json;
        this.left = count;
    }

    /** Completed when all that were wanted are printed, or when nobody reads any more. */
    CompletableFuture<Void> enough() {
        return enough;
    }

    @Override
    public void onMessage(MessageFrame message, long arrivedAt) {
        if (enough.isDone()) {
            throw new IllegalStateException("not taken, so not acknowledged: it comes again the next time");
        }
        if (json) {
            frame(ServerFrame.newBuilder().setMessage(message));
        } else {
            console.print(line(message));
        }
        left--;
        if (left == 0 || console.out().checkError()) {
            enough.complete(null);
        }
    }

    private static String line(MessageFrame message) {
        return MessageLine.of(
                message.hasSentAt() ? Times.format(message.getSentAt()) : "",
                message.getSource() + "/" + message.getId(),
                message.getClassName() + (message.getReplayed() ? " (replayed)" : ""),
                message.getTitle(),
                message.getBody());
    }

    private void frame(ServerFrame.Builder frame) {
        console.print(new String(Subprotocol.JSON.encode(frame.build()), StandardCharsets.UTF_8));
    }

    private void tell(String line, ServerFrame.Builder frame) {
        if (json) {
            frame(frame);
        } else {
            console.log(line);
        }
    }

    @Override
    public void onWelcome(Welcome welcome) {
        tell(
                "connected as %s of %s".formatted(welcome.getDevice(), welcome.getUser()),
                ServerFrame.newBuilder().setWelcome(welcome));
    }

    @Override
    public void onResumed(Resumed resumed) {
        String waiting = resumed.hasPending() ? ", " + resumed.getPending() + " waiting" : "";
        tell(
                "resumed (recovered: " + resumed.getRecovered() + waiting + ")",
                ServerFrame.newBuilder().setResumed(resumed));
    }

    @Override
    public void onSkip(Skip skip) {
        tell("will not get: " + skip.getCountsMap(), ServerFrame.newBuilder().setSkip(skip));
    }

    @Override
    public void onCaughtUp(CaughtUp caughtUp) {
        tell("caught up", ServerFrame.newBuilder().setCaughtUp(caughtUp));
    }

    @Override
    public void onRead(ReadMarker read) {
        tell(
                "read on another device up to " + read.getCursor(),
                ServerFrame.newBuilder().setRead(read));
    }

    @Override
    public void onAuthRequired(AuthRequired authRequired) {
        tell("a new token is wanted", ServerFrame.newBuilder().setAuthRequired(authRequired));
    }

    @Override
    public void onError(Error error) {
        tell("error: " + error.getMessage(), ServerFrame.newBuilder().setError(error));
    }

    @Override
    public void onGoAway(GoAway goAway) {
        tell(
                "the gateway is leaving: " + goAway.getReason(),
                ServerFrame.newBuilder().setGoAway(goAway));
    }

    @Override
    public void onFault(ConnectionFault fault) {
        if (!enough.isDone()) {
            console.log("fault: " + fault.getMessage());
        }
    }

    @Override
    public void onClosed(Closed closed) {
        if (enough.isDone()) {
            return;
        }
        console.log("connection closed: %d %s%s"
                .formatted(
                        closed.code(),
                        closed.reason(),
                        closed.reconnectAfter()
                                .map(pause -> "; again in " + pause.toMillis() + " ms")
                                .orElse("")));
    }
}
