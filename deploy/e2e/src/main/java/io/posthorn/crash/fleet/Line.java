// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import io.posthorn.client.ClientBuilder;
import io.posthorn.client.DeviceListener;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.crash.evidence.Connection.TroubleKind;
import io.posthorn.crash.evidence.ConnectionLog;
import io.posthorn.crash.evidence.Frame;
import java.time.Duration;
import java.util.Optional;

/** One connection of a device: writes down what comes and tells the device. */
final class Line implements DeviceListener {

    private final Device device;
    private final ConnectionLog log;
    private final PosthornClient client;
    private volatile Optional<Duration> told = Optional.empty();
    private volatile boolean leaving;
    private Optional<String> unacked = Optional.empty();
    private Optional<String> last = Optional.empty();

    Line(Device device, ConnectionLog log, ClientBuilder setup) {
        this.device = device;
        this.log = log;
        this.client = setup.listener(this).reconnect(false).connect();
    }

    @Override
    public void onResumed(Resumed resumed) {
        log.resumed(resumed.getRecovered(), resumed.getCursor(), now());
        device.resumed();
    }

    @Override
    public void onMessage(MessageFrame message, long arrivedAt) {
        received(Frame.Message.of(message, now()));
    }

    @Override
    public void onSkip(Skip skip) {
        received(Frame.Skipped.of(skip, now()));
    }

    private void received(Frame frame) {
        log.received(frame);
        synchronized (this) {
            unacked = Optional.of(frame.cursor());
            last = unacked;
        }
        device.received(this, frame);
    }

    /** All that has come. Written down first: a receipt may be there before this returns. */
    synchronized void ack() {
        unacked.ifPresent(cursor -> {
            log.acked(cursor);
            client().ack(cursor);
        });
        unacked = Optional.empty();
    }

    /** The user has seen all that has come. */
    synchronized void read() {
        last.ifPresent(cursor -> {
            log.readSent(cursor);
            client().read(cursor);
        });
    }

    private PosthornClient client() {
        return client;
    }

    @Override
    public void onError(Error error) {
        log.trouble(TroubleKind.ERROR_FRAME, error.getCode() + " " + error.getMessage(), now());
    }

    @Override
    public void onRead(ReadMarker read) {
        log.readTold(read.getCursor());
    }

    @Override
    public void onGoAway(GoAway goAway) {
        told = Optional.of(Duration.ofMillis(goAway.getReconnectAfter()));
    }

    @Override
    public void onFault(ConnectionFault fault) {
        boolean hole = fault.kind() == ConnectionFault.Kind.GAP;
        log.trouble(hole ? TroubleKind.HOLE : TroubleKind.FAULT, fault.kind() + " " + fault.getMessage(), now());
    }

    @Override
    public void onClosed(Closed closed) {
        boolean refusedForGood = closed.refusedWith().stream().anyMatch(status -> status == 401 || status == 403);
        boolean forGood = CloseCode.reconnectAfter(closed.code()) == CloseCode.Reconnect.NEVER || refusedForGood;
        if (forGood && !leaving) {
            log.trouble(TroubleKind.CLOSED_FOR_GOOD, closed.code() + " " + closed.reason(), now());
        }
        log.closed(closed.code(), now());
        device.closed(this, closed.code(), told);
    }

    void leave() {
        leaving = true;
        client.close();
    }

    void abort() {
        leaving = true;
        client.abort();
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
