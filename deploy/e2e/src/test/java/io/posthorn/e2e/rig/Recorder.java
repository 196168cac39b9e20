// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.client.DeviceListener;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import java.util.ArrayList;
import java.util.List;

/** All that a device has seen, over all its connections, and what of it should not have been. */
final class Recorder implements DeviceListener {

    private final String user;
    private final Log<Welcome> welcomes = new Log<>();
    private final Log<Resumed> resumptions = new Log<>();
    private final Log<MessageFrame> messages = new Log<>();
    private final Log<Skip> skips = new Log<>();
    private final Log<CaughtUp> caughtUps = new Log<>();
    private final Log<ReadMarker> reads = new Log<>();
    private final Log<Error> errors = new Log<>();
    private final Log<Closed> closes = new Log<>();
    private final Log<StreamCheck> checks = new Log<>();
    private final Log<String> faults = new Log<>();
    private final Gate gate = new Gate();

    Recorder(String user) {
        this.user = user;
    }

    /** Written by the client's threads, read by the test's. */
    static final class Log<T> {

        private final List<T> entries = new ArrayList<>();

        private synchronized void add(T entry) {
            entries.add(entry);
        }

        synchronized List<T> all() {
            return List.copyOf(entries);
        }

        private synchronized T last() {
            return entries.get(entries.size() - 1);
        }
    }

    @Override
    public void onWelcome(Welcome welcome) {
        welcomes.add(welcome);
    }

    @Override
    public void onResumed(Resumed resumed) {
        checks.add(new StreamCheck(user, resumed.getCursor()));
        resumptions.add(resumed);
    }

    @Override
    public void onMessage(MessageFrame message, long arrivedAt) {
        gate.pass();
        checks.last().message(message);
        messages.add(message);
    }

    @Override
    public void onSkip(Skip skip) {
        checks.last().skip(skip);
        skips.add(skip);
    }

    @Override
    public void onCaughtUp(CaughtUp caughtUp) {
        caughtUps.add(caughtUp);
    }

    @Override
    public void onRead(ReadMarker read) {
        reads.add(read);
    }

    @Override
    public void onError(Error error) {
        errors.add(error);
    }

    @Override
    public void onClosed(Closed closed) {
        closes.add(closed);
    }

    @Override
    public void onFault(ConnectionFault fault) {
        faults.add(fault.kind() + ": " + fault.getMessage());
    }

    Gate gate() {
        return gate;
    }

    Log<Welcome> welcomes() {
        return welcomes;
    }

    Log<Resumed> resumptions() {
        return resumptions;
    }

    Log<MessageFrame> messages() {
        return messages;
    }

    Log<Skip> skips() {
        return skips;
    }

    Log<CaughtUp> caughtUps() {
        return caughtUps;
    }

    Log<ReadMarker> reads() {
        return reads;
    }

    Log<Error> errors() {
        return errors;
    }

    Log<Closed> closes() {
        return closes;
    }

    /** Only when the device is quiet or has left. */
    List<String> violations() {
        List<String> violations = new ArrayList<>(faults.all());
        checks.all().forEach(check -> violations.addAll(check.violations()));
        return violations;
    }
}
