// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.pending.PendingBound;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One user with two devices, one gateway, history that is far behind, and what happens to them, one thing after the other. The
 * model is a list: what the inbox took. Each device must have been sent all of it in order, but for what it was told it would not
 * get.
 */
final class Story implements CrashingRouter.Surroundings, AutoCloseable {

    private static final String USER = "user-1";
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final int WINDOW = 2;
    private static final long NOT_RESUMED_MS = 15_000;
    private static final RouterSettings SETTINGS =
            TestSettings.of(new PendingBound(3, 1_000_000), new PendingBound(2, 1_000_000), TestSettings.DEVICES);

    /** What may happen. */
    enum Event {
        MESSAGE,
        /** Waits for 10 s. */
        SHORT_MESSAGE,
        /** Takes the place of the one before. */
        STATUS,
        BROADCAST,
        /** The last one comes once more. */
        REPEAT,
        PHONE_CONNECTS,
        TABLET_CONNECTS,
        PHONE_READS_FRAMES,
        TABLET_READS_FRAMES,
        PHONE_ACKS,
        TABLET_ACKS,
        PHONE_LEAVES,
        TABLET_LEAVES,
        /** The {@code disconnected} of the connection before comes late. */
        PHONES_OLD_CONNECTION_ENDS,
        FRAMES_ARE_LOST,
        HISTORY_ANSWERS,
        COMMIT,
        PERSISTED,
        /** All since the last commit is processed again. */
        CRASH,
        SIX_SECONDS_PASS
    }

    private final Random order = new Random(1);
    private final ModelGateways gateways = new ModelGateways(order);
    private final AcceptedMessages accepted = new AcceptedMessages(this::firstSeen);
    private final Ledger ledger = new Ledger();
    private final ModelHistory history = new ModelHistory(accepted, ledger);
    private final ModelDevice phone = new ModelDevice(USER, "phone", accepted);
    private final ModelDevice tablet = new ModelDevice(USER, "tablet", accepted);
    private final List<ModelDevice> devices = List.of(phone, tablet);
    private final Map<String, ModelDevice.Connection> open = new TreeMap<>();
    private final List<ModelDevice.Connection> phonesOld = new ArrayList<>();
    private final CrashingRouter router;
    private byte[] lastRecord = {};
    private Position firstSeen = Positions.START;
    private int records;
    private int connections;

    Story(Path directory) {
        router = new CrashingRouter(directory, BEGIN, SETTINGS, this);
    }

    @Override
    public Hints hints() {
        return gateways;
    }

    @Override
    public void started(CrashingRouter started) {
        gateways.renewAll(started);
    }

    @Override
    public void applied(Position position) {
        if (accepted.of(USER).containsKey(position.getOffset())) {
            ledger.applied(position, router.user(USER).getDevicesMap().keySet());
        }
    }

    /** A crash may move it back: what was not theirs before it is not missed. */
    private Position firstSeen(String user) {
        firstSeen = Positions.max(firstSeen, router.user(user).getFirstSeen());
        return firstSeen;
    }

    void happens(Event event) {
        switch (event) {
            case MESSAGE -> publish(USER, Notification.newBuilder());
            case SHORT_MESSAGE ->
                publish(
                        USER,
                        Notification.newBuilder().setTtl(Duration.newBuilder().setSeconds(10)));
            case STATUS -> publish(USER, Notification.newBuilder().setCollapseKey("status"));
            case BROADCAST -> publish(AcceptedMessages.EVERYONE, Notification.newBuilder());
            case REPEAT -> repeat();
            case PHONE_CONNECTS -> connect(phone);
            case TABLET_CONNECTS -> connect(tablet);
            case PHONE_READS_FRAMES -> readFrames(phone);
            case TABLET_READS_FRAMES -> readFrames(tablet);
            case PHONE_ACKS -> ack(phone);
            case TABLET_ACKS -> ack(tablet);
            case PHONE_LEAVES -> leave(phone);
            case TABLET_LEAVES -> leave(tablet);
            case PHONES_OLD_CONNECTION_ENDS -> phonesOld.forEach(this::disconnected);
            case FRAMES_ARE_LOST -> ModelGateways.NAMES.forEach(gateways::lose);
            case HISTORY_ANSWERS -> gateways.nextAsked().forEach(this::answer);
            case COMMIT -> commit();
            case PERSISTED -> persisted();
            case CRASH -> crash();
            case SIX_SECONDS_PASS -> pass();
        }
    }

    private void publish(String to, Notification.Builder builder) {
        Notification notification = builder.setId("n-" + records)
                .setSource("orders")
                .setClassName("system")
                .build();
        lastRecord = InboxRecord.newBuilder()
                .setUser(to)
                .setNotification(notification)
                .setOrigin(Origin.newBuilder().setOffset(records++))
                .build()
                .toByteArray();
        accepted.add(Accepted.of(to, router.next(), notification));
        router.inbox(USER, lastRecord);
    }

    private void repeat() {
        if (lastRecord.length > 0) {
            router.inbox(USER, lastRecord);
        }
    }

    // ------------------------------------------------------------ devices

    private void connect(ModelDevice device) {
        if (device == phone && device.connection != null) {
            phonesOld.add(device.connection);
        }
        ResumeFrom resume = device.met ? ResumeFrom.RESUME_FROM_CURSOR : ResumeFrom.RESUME_FROM_SERVER_CURSOR;
        String gateway = ModelGateways.NAMES.get(0);
        Position cursor = device.met ? device.stored : Positions.START;
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
        device.beganUncommitted |= !device.met;
        device.vagueBefore = isKnown(device) ? device.vagueBefore : router.next();
        device.known = Positions.max(device.known, cursor);
        open.put(connection.id, connection);
        var connected =
                Connected.newBuilder().setResumeFrom(resume).setWindow(WINDOW).setCursor(cursor);
        tell(event(connection).setConnected(connected));
    }

    /** Of the one gateway, in order: frames of the other device stay. */
    private void readFrames(ModelDevice device) {
        gateways.take(ModelGateways.NAMES.get(0), to -> isOf(device, open.get(to.getConnection())), (frame, to) -> {
            ModelDevice.Connection connection = open.get(to.getConnection());
            if (connection != null) {
                switch (connection.take(frame, to, router.now().toEpochMilli())) {
                    case HOLE, CLOSED -> close(connection);
                    case TAKEN, DROPPED -> {}
                }
            }
        });
    }

    private static boolean isOf(ModelDevice device, ModelDevice.Connection connection) {
        return connection == null || connection.device() == device;
    }

    private void ack(ModelDevice device) {
        ModelDevice.Connection connection = device.connection;
        if (connection != null && connection.last != null && Positions.isAfter(connection.last, connection.acked)) {
            connection.acked = connection.last;
            device.known = Positions.max(device.known, connection.last);
            tell(event(connection).setAcked(Acked.newBuilder().setUpTo(connection.last)));
        }
    }

    private void leave(ModelDevice device) {
        if (device.connection != null) {
            close(device.connection);
        }
    }

    private void close(ModelDevice.Connection connection) {
        open.remove(connection.id);
        if (connection.device().connection == connection) {
            connection.device().connection = null;
        }
        disconnected(connection);
    }

    private void disconnected(ModelDevice.Connection connection) {
        tell(event(connection).setDisconnected(Disconnected.getDefaultInstance()));
    }

    private static ConnectionEvent.Builder event(ModelDevice.Connection connection) {
        return ConnectionEvent.newBuilder()
                .setUser(USER)
                .setDevice(connection.device().name)
                .setConnection(connection.id)
                .setGateway(connection.gateway)
                .setIncarnation(connection.incarnation);
    }

    private void tell(ConnectionEvent.Builder event) {
        router.take(Topic.CONNECTIONS, USER, event.build().toByteArray());
    }

    // ------------------------------------------------------------ the rest of the world

    private void answer(io.posthorn.contracts.v1.ReplayRequest request) {
        ModelPage page = history.page(request, router.now().toEpochMilli());
        gateways.page(request.getGateway(), page.frames());
        tell(page.progress());
    }

    private void commit() {
        router.commit();
        devices.forEach(device -> device.committed(isKnown(device)));
        assertThat(router.facts(Topic.REJECTED)).as("all can be handled").isEmpty();
        router.facts(Topic.RECEIPTS).forEach(ledger::committed);
        history.committed(router.facts(Topic.MESSAGES));
    }

    private void persisted() {
        history.write(Integer.MAX_VALUE);
        Persisted upTo = Persisted.newBuilder().setUpTo(history.upTo()).build();
        router.take(Topic.PERSISTED, "0", upTo.toByteArray());
    }

    private void crash() {
        firstSeen(USER);
        router.crash(order);
        devices.forEach(device -> device.crashed(isKnown(device), router.next()));
        gateways.eachSkip((skip, to) -> Stream.ofNullable(open.get(to.getConnection()))
                .forEach(connection -> connection.device().forgottenSkip(to.getPrev(), skip.getPosition())));
    }

    private boolean isKnown(ModelDevice device) {
        return router.user(USER).containsDevices(device.name);
    }

    private void pass() {
        for (int second = 0; second < 6; second++) {
            gateways.renewAll(router);
            router.pass(java.time.Duration.ofSeconds(1));
        }
        long now = router.now().toEpochMilli();
        open.values().stream()
                .filter(connection -> connection.last == null && now - connection.since > NOT_RESUMED_MS)
                .toList()
                .forEach(this::close);
    }

    /** All that is missing comes, and devices that were there come back. */
    void ends() {
        router.neverCrashesAgain();
        for (int round = 0; round < 4 || round < 40 && !isAtRest(); round++) {
            devices.stream()
                    .filter(device -> device.wantsConnection && device.connection == null)
                    .forEach(this::connect);
            for (int i = 0; i < 6; i++) {
                readFrames(phone);
                readFrames(tablet);
                ack(phone);
                ack(tablet);
                gateways.nextAsked().forEach(this::answer);
            }
            commit();
            persisted();
            pass();
        }
    }

    private boolean isAtRest() {
        return gateways.unread().isEmpty()
                && devices.stream()
                        .filter(device -> device.wantsConnection)
                        .allMatch(device -> device.connection != null
                                && missing(device.connection).isEmpty());
    }

    private List<Accepted> missing(ModelDevice.Connection connection) {
        return accepted.range(USER, connection.last == null ? Positions.START : connection.last, router.next());
    }

    void check() {
        assertThat(history.hasAll(USER)).as("history has all").isTrue();
        devices.stream().filter(device -> device.wantsConnection).forEach(device -> {
            assertThat(missing(device.connection))
                    .as("%s was sent everything", device.connection)
                    .isEmpty();
            accepted.range(USER, Positions.START, router.next())
                    .forEach(message -> ledger.checkDelivered(message, device));
        });
        accepted.of(USER).values().forEach(message -> ledger.checkOutcome(message, devices));
    }

    @Override
    public void close() {
        router.close();
    }
}
