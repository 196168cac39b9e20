// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import io.posthorn.delivery.route.ModelDevice.Outcome;
import io.posthorn.delivery.state.PendingEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Users, devices, gateways and history around the router, doing what comes to the mind of a seeded random. */
final class RandomDelivery implements AutoCloseable {

    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final List<String> GATEWAYS = List.of("gateway-1", "gateway-2");
    private static final List<String> USERS = List.of("a", "ab", "a-b", "user-1");
    private static final long NOT_RESUMED_MS = 15_000;
    private static final Position END = Positions.of(-1, -1, 0);
    private static final int LARGE = 60 << 10;

    private final Random random;
    private final AcceptedMessages accepted = new AcceptedMessages();
    private final ModelHistory history = new ModelHistory(accepted);
    private final List<ModelDevice> devices = new ArrayList<>();
    private final Map<String, ModelDevice.Connection> open = new LinkedHashMap<>();
    private final Map<String, Deque<Delivery>> topics = new HashMap<>();
    private final Map<String, Long> incarnations = new HashMap<>();
    private final Deque<ReplayRequest> asked = new ArrayDeque<>();
    private final List<Notification> published = new ArrayList<>();
    private final List<String> publishedTo = new ArrayList<>();
    private final CrashingRouter router;
    private boolean hintsAreTaken = true;
    private boolean hintsGetLost;
    private int connections;

    RandomDelivery(long seed, Path directory) {
        this.random = new Random(seed);
        for (String gateway : GATEWAYS) {
            topics.put(gateway, new ArrayDeque<>());
            incarnations.put(gateway, 1L);
        }
        for (String user : USERS) {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                devices.add(new ModelDevice(user, "device-" + i, accepted));
            }
        }
        router = new CrashingRouter(directory, BEGIN, 20, new Taken(), this::renewAll);
    }

    private final class Taken implements Hints {

        @Override
        public boolean deliver(String gateway, String connection, Delivery delivery) {
            if (hintsAreTaken && !isLost()) {
                topics.get(gateway).add(delivery);
            }
            return hintsAreTaken;
        }

        @Override
        public boolean replay(ReplayRequest request) {
            if (hintsAreTaken && !isLost()) {
                asked.add(request);
            }
            return hintsAreTaken;
        }

        private boolean isLost() {
            return hintsGetLost && random.nextInt(4) == 0;
        }
    }

    void step() {
        int what = random.nextInt(100);
        if (what < 26) {
            message();
        } else if (what < 30) {
            publish(anyUser(), notification("transient", 0));
        } else if (what < 32) {
            repeat();
        } else if (what < 40) {
            connect(any(devices));
        } else if (what < 43) {
            anyOpen().forEach(connection -> close(connection, true));
        } else if (what < 64) {
            readTopics(1 + random.nextInt(8));
        } else if (what < 78) {
            anyOpen().forEach(this::ack);
        } else if (what < 80) {
            hintsAreTaken = !hintsAreTaken;
        } else if (what < 82) {
            hintsGetLost = !hintsGetLost;
        } else if (what < 88) {
            answerReplay();
        } else if (what < 92) {
            commit();
        } else if (what < 98) {
            passWithRenewals(Duration.ofSeconds(1 + random.nextInt(6)));
        } else {
            rare();
        }
    }

    private void rare() {
        switch (random.nextInt(4)) {
            case 0 -> crash();
            case 1 -> gatewayDies(any(GATEWAYS));
            case 2 -> silence();
            default -> passWithRenewals(Duration.ofSeconds(30));
        }
    }

    // ------------------------------------------------------------ messages

    private void message() {
        String kind = random.nextInt(10) == 0 ? "critical" : random.nextBoolean() ? "system" : "chat";
        int ttl = random.nextInt(5) == 0 ? 5 + random.nextInt(60) : 0;
        publish(anyUser(), notification(kind, ttl));
    }

    private Notification notification(String kind, int ttlSeconds) {
        var notification = Notification.newBuilder()
                .setId("n-" + published.size())
                .setSource("orders")
                .setClassName(kind);
        if (ttlSeconds > 0) {
            notification.setTtl(com.google.protobuf.Duration.newBuilder().setSeconds(ttlSeconds));
        }
        if (random.nextInt(20) == 0) {
            notification.setBody("x".repeat(LARGE));
        }
        return notification.build();
    }

    private void publish(String user, Notification notification) {
        published.add(notification);
        publishedTo.add(user);
        Position position = router.inbox(user, record(user, notification));
        if (!notification.getClassName().equals("transient")) {
            long life = notification.hasTtl() ? notification.getTtl().getSeconds() * 1_000 : Long.MAX_VALUE / 2;
            accepted.add(new Accepted(
                    user,
                    position,
                    notification.getId(),
                    position.getAppendedAt() + life,
                    notification.getClassName().equals("critical")));
        }
    }

    private void repeat() {
        if (!published.isEmpty()) {
            int which = random.nextInt(published.size());
            router.inbox(publishedTo.get(which), record(publishedTo.get(which), published.get(which)));
        }
    }

    private byte[] record(String user, Notification notification) {
        return InboxRecord.newBuilder()
                .setUser(user)
                .setNotification(notification)
                .setOrigin(Origin.newBuilder().setOffset(random.nextInt(1_000_000)))
                .build()
                .toByteArray();
    }

    // ------------------------------------------------------------ devices and gateways

    private void connect(ModelDevice device) {
        ModelDevice.Connection older = device.connection;
        if (older != null && random.nextInt(4) != 0) {
            return;
        }
        ResumeFrom resume = resumeFrom(device);
        Position cursor =
                random.nextInt(8) == 0 && resume == ResumeFrom.RESUME_FROM_CURSOR ? earlier(device) : device.stored;
        connect(device, resume, resume == ResumeFrom.RESUME_FROM_CURSOR ? cursor : Positions.START);
    }

    private void connect(ModelDevice device, ResumeFrom resume, Position cursor) {
        String gateway = any(GATEWAYS);
        var connection = device
        .new Connection(
                "c-" + connections++,
                gateway,
                incarnations.get(gateway),
                resume,
                cursor,
                router.now().toEpochMilli());
        device.connection = connection;
        device.wantsConnection = true;
        open.put(connection.id, connection);
        var connected = Connected.newBuilder().setResumeFrom(resume).setWindow(1 + random.nextInt(6));
        if (resume == ResumeFrom.RESUME_FROM_CURSOR) {
            device.stored = cursor;
            device.known = Positions.max(device.known, cursor);
            connected.setCursor(cursor);
        }
        // Where `latest` is, only the answer tells, which may never come.
        device.beganUncommitted |= !device.met || resume == ResumeFrom.RESUME_FROM_LATEST;
        device.met &= resume != ResumeFrom.RESUME_FROM_LATEST;
        tell(event(connection).setConnected(connected));
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

    private void readTopics(int frames) {
        for (int i = 0; i < frames; i++) {
            String gateway = any(GATEWAYS);
            Delivery frame = topics.get(gateway).poll();
            if (frame != null) {
                write(frame);
            }
        }
    }

    private void write(Delivery frame) {
        Recipient to = frame.getRecipients(0);
        ModelDevice.Connection connection = open.get(to.getConnection());
        if (connection == null) {
            return;
        }
        Outcome outcome = connection.take(frame, to, router.now().toEpochMilli());
        if (outcome == Outcome.HOLE || outcome == Outcome.CLOSED) {
            close(connection, true);
        }
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

    private void close(ModelDevice.Connection connection, boolean told) {
        open.remove(connection.id);
        if (connection.device().connection == connection) {
            connection.device().connection = null;
        }
        if (told) {
            tell(event(connection).setDisconnected(Disconnected.getDefaultInstance()));
        }
    }

    private void gatewayDies(String gateway) {
        open.values().stream()
                .filter(connection -> connection.gateway.equals(gateway))
                .toList()
                .forEach(connection -> close(connection, false));
        topics.get(gateway).clear();
        incarnations.merge(gateway, 1L, Long::sum);
        renew(gateway);
    }

    /** No gateway renews for longer than a lease counts. */
    private void silence() {
        router.pass(Duration.ofSeconds(11));
        beat();
        message();
        router.pass(SWEEP);
        renewAll(router);
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

    // ------------------------------------------------------------ time, leases, commits, history

    private void passWithRenewals(Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minusSeconds(1)) {
            renewAll(router);
            router.pass(Duration.ofSeconds(1));
        }
        renewAll(router);
        long now = router.now().toEpochMilli();
        open.values().stream()
                .filter(connection -> connection.last == null && now - connection.since > NOT_RESUMED_MS)
                .toList()
                .forEach(connection -> close(connection, true));
    }

    private void renewAll(CrashingRouter to) {
        incarnations.forEach((gateway, incarnation) -> to.lease(gateway, lease(gateway, incarnation)));
    }

    private void renew(String gateway) {
        router.lease(gateway, lease(gateway, incarnations.get(gateway)));
    }

    private static byte[] lease(String gateway, long incarnation) {
        return LeaseRecord.newBuilder()
                .setLease(GatewayLease.newBuilder()
                        .setGateway(gateway)
                        .setIncarnation(incarnation)
                        .setState(LeaseState.LEASE_STATE_LIVE))
                .build()
                .toByteArray();
    }

    private void beat() {
        var beat = io.posthorn.contracts.v1.RouterBeat.newBuilder().setInstance("delivery-2");
        router.lease("router-2", LeaseRecord.newBuilder().setBeat(beat).build().toByteArray());
    }

    private void crash() {
        devices.forEach(device -> device.met &= !device.beganUncommitted);
        router.crash(random);
    }

    private void commit() {
        router.commit();
        devices.forEach(device -> device.beganUncommitted = false);
        try {
            for (byte[] fact : router.facts(Topic.MESSAGES)) {
                history.write(fact);
            }
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        router.take(
                Topic.PERSISTED,
                "0",
                Persisted.newBuilder().setUpTo(history.upTo()).build().toByteArray());
    }

    private void answerReplay() {
        ReplayRequest request = asked.poll();
        if (request == null || request.getDeadline() < router.now().toEpochMilli()) {
            return;
        }
        ModelHistory.Page page = history.page(request, router.now().toEpochMilli());
        topics.get(request.getGateway()).addAll(page.frames());
        tell(page.progress().toBuilder());
    }

    // ------------------------------------------------------------ what must hold

    /** Everything that is not known to be in history is in the pending store. */
    void checkPending() {
        Set<Long> waiting = new HashSet<>();
        for (byte[] value : router.store(RouterStores.PENDING)) {
            try {
                waiting.add(
                        PendingEntry.parseFrom(value).getMessage().getPosition().getOffset());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        for (String user : USERS) {
            accepted.of(user).values().stream()
                    .filter(each -> Positions.isAfter(each.position(), history.upTo()))
                    .forEach(
                            each -> assertThat(waiting).contains(each.position().getOffset()));
        }
    }

    /** Nothing is lost any more, gateways and history do their work, devices ack and come back. */
    void settle() {
        hintsAreTaken = true;
        hintsGetLost = false;
        for (int round = 0; round < 80; round++) {
            devices.stream()
                    .filter(device -> device.wantsConnection && device.connection == null)
                    .forEach(device -> connect(
                            device,
                            device.met ? ResumeFrom.RESUME_FROM_CURSOR : ResumeFrom.RESUME_FROM_SERVER_CURSOR,
                            device.met ? device.stored : Positions.START));
            for (int i = 0; i < 60; i++) {
                readTopics(40);
                List.copyOf(open.values()).forEach(this::ack);
                answerReplay();
            }
            commit();
            passWithRenewals(SWEEP);
        }
    }

    void checkSettled() {
        assertThat(Stream.concat(
                        topics.values().stream().flatMap(Deque::stream).map(Object::toString),
                        asked.stream().map(Object::toString)))
                .as("it comes to rest")
                .isEmpty();
        for (String user : USERS) {
            assertThat(history.hasAll(user)).as("history has all of " + user).isTrue();
        }
        for (ModelDevice.Connection connection : current()) {
            assertThat(connection.last).as("%s is answered", connection).isNotNull();
            List<Accepted> missing = accepted.range(connection.device().user, connection.last, END);
            assertThat(missing)
                    .as("%s at %s is sent everything", connection, Positions.describe(connection.last))
                    .isEmpty();
        }
    }

    private List<ModelDevice.Connection> current() {
        return devices.stream()
                .flatMap(device -> Stream.ofNullable(device.connection))
                .toList();
    }

    private String anyUser() {
        return any(USERS);
    }

    private Stream<ModelDevice.Connection> anyOpen() {
        return open.isEmpty() ? Stream.empty() : Stream.of(any(List.copyOf(open.values())));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Override
    public void close() {
        router.close();
    }
}
