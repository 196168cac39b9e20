// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.DeviceForgotten;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReadUpTo;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import io.posthorn.delivery.route.ModelDevice.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Devices that come and go as they like, and what their gateways tell of them. */
final class RandomDevices {

    private static final long NOT_RESUMED_MS = 15_000;

    private final Random random;
    private final CrashingRouter router;
    private final ModelGateways gateways;
    private final AcceptedMessages accepted;
    private final List<ModelDevice> all = new ArrayList<>();
    private final Map<String, ModelDevice.Connection> open = new LinkedHashMap<>();
    private int connections;

    RandomDevices(Random random, CrashingRouter router, ModelGateways gateways, AcceptedMessages accepted) {
        this.random = random;
        this.router = router;
        this.gateways = gateways;
        this.accepted = accepted;
    }

    void add(String user, int count) {
        for (int i = 0; i < count; i++) {
            all.add(new ModelDevice(user, "device-" + i, accepted));
        }
    }

    List<ModelDevice> all() {
        return all;
    }

    List<ModelDevice> of(String user) {
        return all.stream().filter(device -> device.user.equals(user)).toList();
    }

    List<ModelDevice.Connection> current() {
        return all.stream()
                .flatMap(device -> Stream.ofNullable(device.connection))
                .toList();
    }

    /** Who wants a connection has one, and on it everything. */
    boolean haveAll() {
        return all.stream()
                .filter(device -> device.wantsConnection)
                .allMatch(device -> device.connection != null
                        && device.connection.last != null
                        && accepted.range(device.user, device.connection.last, router.next())
                                .isEmpty());
    }

    void connectAny() {
        ModelDevice device = any(all);
        if (device.connection == null || random.nextInt(4) == 0) {
            ResumeFrom resume = resumeFrom(device);
            boolean earlier = random.nextInt(8) == 0 && resume == ResumeFrom.RESUME_FROM_CURSOR;
            connect(device, resume, earlier ? earlier(device) : device.stored);
        }
    }

    private ResumeFrom resumeFrom(ModelDevice device) {
        int what = random.nextInt(20);
        if (device.met && what < 13) {
            return ResumeFrom.RESUME_FROM_CURSOR;
        }
        return switch (what) {
            case 14, 15 -> ResumeFrom.RESUME_FROM_EARLIEST;
            case 16 -> ResumeFrom.RESUME_FROM_LATEST;
            case 17 -> ResumeFrom.RESUME_FROM_UNREADABLE;
            default -> ResumeFrom.RESUME_FROM_SERVER_CURSOR;
        };
    }

    private Position earlier(ModelDevice device) {
        List<Accepted> had = accepted.range(device.user, Positions.START, device.stored);
        return had.isEmpty() ? device.stored : any(had).position();
    }

    void comeBack() {
        all.stream()
                .filter(device -> device.wantsConnection && device.connection == null)
                .forEach(device -> connect(
                        device,
                        device.met ? ResumeFrom.RESUME_FROM_CURSOR : ResumeFrom.RESUME_FROM_SERVER_CURSOR,
                        device.stored));
    }

    private void connect(ModelDevice device, ResumeFrom resume, Position stored) {
        boolean known = router.user(device.user).containsDevices(device.name);
        boolean latest = resume == ResumeFrom.RESUME_FROM_LATEST;
        Position cursor = resume == ResumeFrom.RESUME_FROM_CURSOR ? stored : Positions.START;
        var connection = opened(device, resume, cursor);
        var connected = Connected.newBuilder().setResumeFrom(resume).setWindow(1 + random.nextInt(6));
        if (resume == ResumeFrom.RESUME_FROM_CURSOR) {
            device.stored = cursor;
            device.known = Positions.max(device.known, cursor);
            connected.setCursor(cursor);
        }
        // Where `latest` is, only the answer tells, which may never come.
        device.met &= known && !latest;
        device.beganUncommitted |= !device.met;
        if (!known || latest) {
            device.vagueBefore = router.next();
        }
        tell(event(connection).setConnected(connected));
    }

    private ModelDevice.Connection opened(ModelDevice device, ResumeFrom resume, Position cursor) {
        String gateway = any(ModelGateways.NAMES);
        var connection = device
        .new Connection(
                "c-" + connections++,
                gateway,
                gateways.incarnation(gateway),
                resume,
                cursor,
                router.now().toEpochMilli());
        device.connection = connection;
        device.wantsConnection = true;
        open.put(connection.id, connection);
        return connection;
    }

    void readTopics(int frames) {
        for (int i = 0; i < frames; i++) {
            String gateway = any(ModelGateways.NAMES);
            gateways.next(gateway).forEach(frame -> frame.getRecipientsList().forEach(to -> write(gateway, frame, to)));
        }
    }

    private void write(String gateway, Delivery frame, Recipient to) {
        ModelDevice.Connection connection = open.get(to.getConnection());
        if (connection == null) {
            unknown(gateway, to);
            return;
        }
        Outcome outcome = connection.take(frame, to, router.now().toEpochMilli());
        if (outcome == Outcome.HOLE || outcome == Outcome.CLOSED) {
            close(connection, true);
        }
    }

    /** The gateway has no such connection any more. */
    private void unknown(String gateway, Recipient to) {
        tell(ConnectionEvent.newBuilder()
                .setUser(to.getUser())
                .setConnection(to.getConnection())
                .setGateway(gateway)
                .setIncarnation(gateways.incarnation(gateway))
                .setDisconnected(Disconnected.getDefaultInstance()));
    }

    void ackAny() {
        anyOpen().forEach(this::ack);
    }

    void ackAll() {
        List.copyOf(open.values()).forEach(this::ack);
    }

    private void ack(ModelDevice.Connection connection) {
        Position last = connection.last;
        if (last != null && Positions.isAfter(last, connection.acked)) {
            List<Accepted> may = accepted.range(connection.device().user, connection.acked, last);
            Position upTo = may.isEmpty() || random.nextInt(3) != 0 ? last : any(may).position();
            connection.acked = upTo;
            connection.device().known = Positions.max(connection.device().known, upTo);
            tell(event(connection).setAcked(Acked.newBuilder().setUpTo(upTo)));
        }
    }

    void readAny() {
        anyOpen().filter(connection -> connection.last != null).forEach(connection -> {
            List<Accepted> had = accepted.range(connection.device().user, Positions.START, connection.last);
            if (!had.isEmpty()) {
                tell(event(connection).setRead(ReadUpTo.newBuilder().setUpTo(any(had).position())));
            }
        });
    }

    /** By the API: it knows no connection. */
    void forgetAny() {
        ModelDevice device = any(all);
        tell(ConnectionEvent.newBuilder()
                .setUser(device.user)
                .setDevice(device.name)
                .setDeviceForgotten(DeviceForgotten.getDefaultInstance()));
    }

    void closeAny() {
        anyOpen().forEach(connection -> close(connection, true));
    }

    void closeAll() {
        closeThose(connection -> true, true);
    }

    void closeUnanswered() {
        long now = router.now().toEpochMilli();
        closeThose(connection -> connection.last == null && now - connection.since > NOT_RESUMED_MS, true);
    }

    void gatewayDies(String gateway) {
        closeThose(connection -> connection.gateway.equals(gateway), false);
    }

    private void closeThose(Predicate<ModelDevice.Connection> which, boolean told) {
        open.values().stream().filter(which).toList().forEach(connection -> close(connection, told));
    }

    private void close(ModelDevice.Connection connection, boolean told) {
        open.remove(connection.id);
        if (connection.device().connection == connection) {
            connection.device().connection = null;
        }
        if (told) {
            tell(event(connection).setDisconnected(Disconnected.getDefaultInstance()));
        }
    }

    void committed() {
        all.forEach(device -> device.committed(isKnown(device)));
    }

    void crashed() {
        all.forEach(device -> device.crashed(isKnown(device), router.next()));
        gateways.eachSkip((skip, to) -> Stream.ofNullable(open.get(to.getConnection()))
                .forEach(connection -> connection.device().forgottenSkip(to.getPrev(), skip.getPosition())));
    }

    private boolean isKnown(ModelDevice device) {
        return router.user(device.user).containsDevices(device.name);
    }

    private void tell(ConnectionEvent.Builder event) {
        router.take(Topic.CONNECTIONS, event.getUser(), event.build().toByteArray());
    }

    private static ConnectionEvent.Builder event(ModelDevice.Connection connection) {
        return ConnectionEvent.newBuilder()
                .setUser(connection.device().user)
                .setDevice(connection.device().name)
                .setConnection(connection.id)
                .setGateway(connection.gateway)
                .setIncarnation(connection.incarnation);
    }

    private Stream<ModelDevice.Connection> anyOpen() {
        return open.isEmpty() ? Stream.empty() : Stream.of(any(List.copyOf(open.values())));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
