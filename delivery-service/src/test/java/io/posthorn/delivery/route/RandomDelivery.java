// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.delivery.device.DeviceLimits;
import io.posthorn.delivery.device.DevicePolicy;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.pending.PendingBound;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Users, devices, gateways and history around the router, doing what comes to the mind of a seeded random. */
final class RandomDelivery implements CrashingRouter.Surroundings, AutoCloseable {

    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final List<String> USERS = List.of("a", "ab", "a-b", "user-1");
    /** So long may the sweep wait before it repeats what may be lost. */
    private static final int QUIET_ROUNDS = 8;

    private static final int ALL = Integer.MAX_VALUE;
    /** Ends the key that a user keeps though nothing waits. */
    private static final String MARK = "\0".repeat(12);

    private final Random random;
    private final AcceptedMessages accepted = new AcceptedMessages(this::firstSeen);
    private final Ledger ledger = new Ledger();
    private final ModelHistory history = new ModelHistory(accepted, ledger);
    private final Map<String, Position> firstSeen = new HashMap<>();
    private final Map<String, Position> firstSeenCommitted = new HashMap<>();
    private final ModelGateways gateways;
    private final CrashingRouter router;
    private final RandomInbox inbox;
    private final RandomDevices devices;
    private boolean historyWorks = true;
    private boolean allCameBack;

    RandomDelivery(long seed, Path directory) {
        random = new Random(seed);
        gateways = new ModelGateways(random);
        router = new CrashingRouter(directory, BEGIN, settings(), this);
        inbox = new RandomInbox(random, router, accepted);
        devices = new RandomDevices(random, router, gateways, accepted);
        USERS.forEach(user -> devices.add(user, 1 + random.nextInt(5)));
    }

    private RouterSettings settings() {
        return TestSettings.of(
                new PendingBound(3 + random.nextInt(20), 100_000 + random.nextInt(200_000)),
                new PendingBound(1 + random.nextInt(5), 100_000),
                new DeviceLimits(3, Duration.ofSeconds(60 + random.nextInt(120)), DevicePolicy.MANY));
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
        long offset = position.getOffset();
        USERS.stream()
                .filter(user -> accepted.of(user).containsKey(offset))
                .forEach(user -> ledger.applied(
                        position, router.user(user).getDevicesMap().keySet()));
    }

    /** A crash may move it back: what was not theirs before it is not missed. */
    private Position firstSeen(String user) {
        return firstSeen.merge(user, router.user(user).getFirstSeen(), Positions::max);
    }

    void step() {
        int what = random.nextInt(100);
        if (what < 22) {
            inbox.message(any(USERS));
        } else if (what < 27) {
            inbox.message(AcceptedMessages.EVERYONE);
        } else if (what < 30) {
            inbox.transientMessage(random.nextInt(3) == 0 ? AcceptedMessages.EVERYONE : any(USERS));
        } else if (what < 32) {
            inbox.repeat();
        } else if (what < 40) {
            devices.connectAny();
        } else if (what < 43) {
            devices.closeAny();
        } else if (what < 62) {
            devices.readTopics(1 + random.nextInt(8));
        } else if (what < 75) {
            devices.ackAny();
        } else if (what < 77) {
            devices.readAny();
        } else if (what < 79) {
            gateways.refuseOrTake();
        } else if (what < 81) {
            gateways.loseOrKeep();
        } else if (what < 86) {
            answerReplay();
        } else if (what < 90) {
            commit();
        } else if (what < 94) {
            write(1 + random.nextInt(20));
        } else if (what < 98) {
            pass(Duration.ofSeconds(1 + random.nextInt(6)));
        } else {
            rare();
        }
    }

    private void rare() {
        switch (random.nextInt(6)) {
            case 0 -> crash();
            case 1 -> gatewayDies();
            case 2 -> silence();
            case 3 -> devices.forgetAny();
            case 4 -> historyWorks = !historyWorks;
            default -> pass(Duration.ofSeconds(30));
        }
    }

    private void gatewayDies() {
        String gateway = any(ModelGateways.NAMES);
        devices.gatewayDies(gateway);
        gateways.dies(gateway, router);
    }

    /** No gateway renews for longer than a lease counts. */
    private void silence() {
        router.pass(Duration.ofSeconds(11));
        ModelGateways.beat(router);
        inbox.message(any(USERS));
        router.pass(SWEEP);
        gateways.renewAll(router);
    }

    private void pass(Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minusSeconds(1)) {
            gateways.renewAll(router);
            router.pass(Duration.ofSeconds(1));
        }
        gateways.renewAll(router);
        devices.closeUnanswered();
    }

    private void crash() {
        USERS.forEach(this::firstSeen);
        router.crash(random);
        devices.crashed();
    }

    private void commit() {
        router.commit();
        devices.committed();
        assertThat(router.facts(Topic.REJECTED)).as("all can be handled").isEmpty();
        router.facts(Topic.RECEIPTS).forEach(ledger::committed);
        history.committed(router.facts(Topic.MESSAGES));
        USERS.forEach(this::checkFirstSeen);
    }

    private void write(int most) {
        if (historyWorks) {
            history.write(most);
            Persisted persisted = Persisted.newBuilder().setUpTo(history.upTo()).build();
            router.take(Topic.PERSISTED, "0", persisted.toByteArray());
        }
    }

    private void answerReplay() {
        if (historyWorks) {
            gateways.nextAsked()
                    .filter(request -> request.getDeadline() >= router.now().toEpochMilli())
                    .forEach(this::answer);
        }
    }

    private void answer(ReplayRequest request) {
        ModelPage page = history.page(request, router.now().toEpochMilli());
        gateways.page(request.getGateway(), page.frames());
        router.take(
                Topic.CONNECTIONS, request.getUser(), page.progress().build().toByteArray());
    }

    // ------------------------------------------------------------ what must hold

    /** Once committed, it is so for ever. */
    private void checkFirstSeen(String user) {
        UserState state = router.user(user);
        if (state.hasFirstSeen()) {
            Position before = firstSeenCommitted.putIfAbsent(user, state.getFirstSeen());
            assertThat(before == null ? state.getFirstSeen() : before)
                    .as("when %s was first seen", user)
                    .isEqualTo(state.getFirstSeen());
        }
        accepted.of(user).values().stream()
                .findFirst()
                .ifPresent(first -> assertThat(Positions.isAfter(state.getFirstSeen(), first.position()))
                        .as("%s was seen at %s", user, first)
                        .isFalse());
    }

    /** Everything that is not known to be in history waits. */
    void checkPending() {
        for (String user : USERS) {
            assertThat(waiting(RouterStores.PENDING)).containsAll(notInHistory(user));
        }
        assertThat(waiting(RouterStores.BROADCASTS)).containsAll(notInHistory(AcceptedMessages.EVERYONE));
    }

    private List<Long> notInHistory(String owner) {
        return accepted.of(owner).values().stream()
                .map(Accepted::position)
                .filter(position -> Positions.isAfter(position, history.upTo()))
                .map(Position::getOffset)
                .toList();
    }

    /** Keys end with the offset; the broadcasts' floor has a key of one byte. */
    private List<Long> waiting(String store) {
        return router.store(store).keySet().stream()
                .map(key -> java.nio.ByteBuffer.wrap(key.get()))
                .filter(key -> key.capacity() > Long.BYTES)
                .map(key -> key.getLong(key.capacity() - Long.BYTES))
                .toList();
    }

    /** Nothing is lost any more, gateways and history do their work, devices ack and come back. */
    void settle() {
        commit();
        router.neverCrashesAgain();
        gateways.repaired();
        historyWorks = true;
        allCameBack = random.nextBoolean();
        if (allCameBack) {
            devices.closeAll();
        }
        int quiet = 0;
        for (int round = 0; round < 80 && quiet < QUIET_ROUNDS; round++) {
            devices.comeBack();
            for (int i = 0; i < 60 && (i < 2 || gateways.hasUnread()); i++) {
                devices.readTopics(40);
                devices.ackAll();
                answerReplay();
            }
            quiet = !gateways.hasUnread() && devices.haveAll() ? quiet + 1 : 0;
            commit();
            write(ALL);
            pass(SWEEP);
        }
    }

    void checkSettled() {
        assertThat(gateways.unread()).as("it comes to rest").isEmpty();
        assertThat(history.hasAll(AcceptedMessages.EVERYONE))
                .as("history has all broadcasts")
                .isTrue();
        for (String user : USERS) {
            assertThat(history.hasAll(user)).as("history has all of " + user).isTrue();
            checkRest(user);
            accepted.of(user).values().forEach(message -> ledger.checkOutcome(message, devices.of(user)));
            accepted.range(user, Positions.START, router.next())
                    .forEach(message -> devices.of(user).forEach(device -> ledger.checkDelivered(message, device)));
        }
        devices.current().forEach(this::checkSent);
    }

    private void checkSent(ModelDevice.Connection connection) {
        String user = connection.device().user;
        assertThat(connection.last).as("%s is answered", connection).isNotNull();
        assertThat(accepted.range(user, connection.last, router.next()))
                .as("%s at %s is sent everything", connection, Positions.describe(connection.last))
                .isEmpty();
        if (allCameBack) {
            checkRead(connection, user);
        }
    }

    /** What was told of it while hints were lost is told again to who comes back. */
    private void checkRead(ModelDevice.Connection connection, String user) {
        Map<String, DeviceState> known = router.user(user).getDevicesMap();
        Position read = known.get(connection.device().name).getRead();
        known.values()
                .forEach(device -> assertThat(Positions.isAfter(device.getRead(), Positions.max(read, connection.read)))
                        .as("%s knows what was read", connection)
                        .isFalse());
    }

    /** All known devices are there and have acked: nothing waits any more. */
    private void checkRest(String user) {
        if (router.user(user).getDevicesCount() > 0) {
            assertThat(keys(RouterStores.PENDING))
                    .filteredOn(key -> key.startsWith(user + '\0'))
                    .allMatch(key -> key.endsWith(MARK));
            assertThat(keys(RouterStores.COLLAPSES)).noneMatch(key -> key.startsWith(user + '\0'));
        }
        assertThat(keys(RouterStores.LOOKS))
                .filteredOn(key -> key.substring(Long.BYTES).equals(user))
                .hasSizeLessThanOrEqualTo(1);
    }

    private List<String> keys(String store) {
        return router.store(store).keySet().stream()
                .map(key -> new String(key.get(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Override
    public void close() {
        router.close();
    }
}
