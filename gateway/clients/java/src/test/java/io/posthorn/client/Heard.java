// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.AuthRequired;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Pong;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down all calls, in order. */
class Heard implements DeviceListener {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Closed> closed = new CopyOnWriteArrayList<>();
    final List<ConnectionFault> faults = new CopyOnWriteArrayList<>();
    final List<Long> arrivals = new CopyOnWriteArrayList<>();

    @Override
    public void onWelcome(Welcome welcome) {
        calls.add("welcome " + welcome.getConnection());
    }

    @Override
    public void onResumed(Resumed resumed) {
        calls.add("resumed " + resumed.getCursor());
    }

    @Override
    public void onMessage(MessageFrame message, long arrivedAt) {
        calls.add("message " + message.getCursor());
        arrivals.add(arrivedAt);
    }

    @Override
    public void onSkip(Skip skip) {
        calls.add("skip " + skip.getCursor());
    }

    @Override
    public void onCaughtUp(CaughtUp caughtUp) {
        calls.add("caughtUp " + caughtUp.getCursor());
    }

    @Override
    public void onRead(ReadMarker read) {
        calls.add("read " + read.getCursor());
    }

    @Override
    public void onAuthRequired(AuthRequired authRequired) {
        calls.add("authRequired");
    }

    @Override
    public void onError(Error error) {
        calls.add("error " + error.getCode());
    }

    @Override
    public void onGoAway(GoAway goAway) {
        calls.add("goAway " + goAway.getReconnectAfter());
    }

    @Override
    public void onPong(Pong pong) {
        calls.add("pong");
    }

    @Override
    public void onFault(ConnectionFault fault) {
        faults.add(fault);
        calls.add("fault " + fault.kind());
    }

    @Override
    public void onClosed(Closed how) {
        closed.add(how);
        calls.add("closed " + how.code());
    }
}
