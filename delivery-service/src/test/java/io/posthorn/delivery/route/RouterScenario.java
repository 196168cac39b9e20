// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Presence;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.delivery.DeliveryTopology;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.streams.StoredProto;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** Given events, when one more comes, then these hints and facts: the router's topology with time in the test's hands. */
final class RouterScenario implements AutoCloseable {

    static final Topics TOPICS = new Topics("posthorn", 1, 1, (short) 1);
    static final String USER = "user-1";
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    final List<Delivery> hints = new ArrayList<>();
    final List<String> hintedGateways = new ArrayList<>();
    final List<ReplayRequest> replays = new ArrayList<>();
    boolean hintsAreTaken = true;
    boolean hintsAreLost;
    /** Whose message or event the next one is. */
    String user = USER;

    private final Set<String> heard = new HashSet<>();

    private final TopologyTestDriver driver;
    private Instant now = BEGIN;
    private long offset;
    private int notifications;

    RouterScenario(Path directory) {
        this(directory, 10_000);
    }

    RouterScenario(Path directory, long pendingPerUser) {
        this(directory, TestSettings.pending(pendingPerUser));
    }

    RouterScenario(Path directory, RouterSettings settings) {
        var leases = new LeaseTable(Duration.ofSeconds(10));
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "router");
        driver = new TopologyTestDriver(
                DeliveryTopology.router(TOPICS, settings, leases, new Recorded(), gateway -> {}), config, BEGIN);
        lease("gateway-1", 1);
    }

    /** Our own seam: what the stream thread asks to be sent, and whether it is taken. */
    private final class Recorded implements Hints {

        @Override
        public boolean deliver(String gateway, String connection, Delivery delivery) {
            // A gateway obeys the first of these on a connection.
            boolean again = (delivery.hasCaughtUp() || delivery.hasClose())
                    && heard.contains(delivery.getContentCase() + connection);
            if (hintsAreTaken && !hintsAreLost && !again) {
                heard.add(delivery.getContentCase() + connection);
                hintedGateways.add(gateway);
                hints.add(delivery);
            }
            return hintsAreTaken;
        }

        @Override
        public boolean replay(ReplayRequest request) {
            if (hintsAreTaken) {
                replays.add(request);
            }
            return hintsAreTaken;
        }
    }

    /** The broker's clock goes back, as it may when a leader changes. */
    void rewindClock(Duration time) {
        now = now.minus(time);
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    void lease(String gateway, long incarnation) {
        lease(gateway, incarnation, LeaseState.LEASE_STATE_LIVE);
    }

    void lease(String gateway, long incarnation, LeaseState state) {
        var lease = GatewayLease.newBuilder()
                .setGateway(gateway)
                .setIncarnation(incarnation)
                .setState(state);
        pipe(
                Topic.GATEWAYS,
                gateway,
                LeaseRecord.newBuilder().setLease(lease).build().toByteArray());
    }

    /** A beat of a router: time goes on though no gateway renews. */
    void beat() {
        var beat = io.posthorn.contracts.v1.RouterBeat.newBuilder().setInstance("delivery-2");
        pipe(
                Topic.GATEWAYS,
                "router-2",
                LeaseRecord.newBuilder().setBeat(beat).build().toByteArray());
    }

    Position message() {
        return message("system");
    }

    Position message(String className) {
        return notification(n -> n.setClassName(className));
    }

    Position notification(UnaryOperator<Notification.Builder> change) {
        notifications++;
        Notification notification = change.apply(Notification.newBuilder()
                        .setId("n-" + notifications)
                        .setSource("orders")
                        .setClassName("system"))
                .build();
        return inbox(notification, notifications);
    }

    /** To everyone. */
    Position broadcast(UnaryOperator<Notification.Builder> change) {
        String before = user;
        user = "";
        try {
            return notification(change);
        } finally {
            user = before;
        }
    }

    Position broadcast() {
        return broadcast(n -> n);
    }

    Position inbox(Notification notification, long originOffset) {
        return inbox(InboxRecord.newBuilder()
                .setUser(user)
                .setNotification(notification)
                .setOrigin(Origin.newBuilder().setOffset(originOffset))
                .build()
                .toByteArray());
    }

    Position inbox(byte[] value) {
        pipe(Topic.INBOX, user, value);
        return Positions.of(1, offset++, now.toEpochMilli());
    }

    void connect(String device, String connection) {
        connect(device, connection, UnaryOperator.identity());
    }

    void connect(String device, String connection, UnaryOperator<Connected.Builder> change) {
        event(device, connection, event -> event.setConnected(change.apply(Connected.newBuilder())));
    }

    void ack(String device, String connection, Position upTo) {
        event(device, connection, event -> event.setAcked(Acked.newBuilder().setUpTo(upTo)));
    }

    void disconnect(String device, String connection) {
        event(device, connection, event -> event.setDisconnected(Disconnected.getDefaultInstance()));
    }

    void page(String device, String connection, Position after, Position upTo) {
        event(
                device,
                connection,
                event -> event.setReplayProgressed(ReplayProgressed.newBuilder()
                        .setAfter(after)
                        .setUpTo(upTo)
                        .setMessages(1)
                        .setBytes(100)));
    }

    void event(String device, String connection, UnaryOperator<ConnectionEvent.Builder> change) {
        ConnectionEvent.Builder event = ConnectionEvent.newBuilder()
                .setUser(user)
                .setDevice(device)
                .setConnection(connection)
                .setGateway("gateway-1")
                .setIncarnation(1);
        pipe(Topic.CONNECTIONS, user, change.apply(event).build().toByteArray());
    }

    void persisted(Position upTo) {
        pipe(Topic.PERSISTED, "0", Persisted.newBuilder().setUpTo(upTo).build().toByteArray());
    }

    void erase(Position upTo) {
        var erasure = io.posthorn.contracts.v1.Erasure.newBuilder()
                .setId("er-1")
                .setUser(user)
                .setUpTo(upTo);
        pipe(Topic.ERASURES, user, erasure.build().toByteArray());
    }

    /** What must not happen: one that waits has gone from the store without a trace. */
    void lose(Position position) {
        KeyValueStore<Bytes, byte[]> pending = driver.getKeyValueStore(RouterStores.PENDING);
        List<Bytes> keys = new ArrayList<>();
        try (var entries = pending.all()) {
            entries.forEachRemaining(entry -> {
                PendingEntry waiting = StoredProto.read(PendingEntry.parser(), entry.value);
                if (Positions.same(waiting.getMessage().getPosition(), position)) {
                    keys.add(entry.key);
                }
            });
        }
        assertThat(keys).hasSize(1).allSatisfy(pending::delete);
    }

    void pipe(Topic topic, String key, byte[] value) {
        driver.createInputTopic(TOPICS.name(topic), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key.getBytes(StandardCharsets.UTF_8), value, now);
    }

    List<Delivery> takeHints() {
        List<Delivery> taken = List.copyOf(hints);
        hints.clear();
        return taken;
    }

    /** What was sent since the last look, in short: {@code resumed}, {@code n-1}, {@code skip}, {@code caughtUp}. */
    List<String> sent() {
        return takeHints().stream().map(RouterScenario::inShort).toList();
    }

    /** Facts for history other than messages, in short: {@code DELIVERED phone 3..7}. */
    static String inShort(RangeOutcome outcome) {
        return "%s%s %s %d..%d"
                .formatted(
                        outcome.getState().name().replace("RECEIPT_STATE_", ""),
                        outcome.getReason().isEmpty() ? "" : " " + outcome.getReason(),
                        outcome.getDevice(),
                        outcome.getAfter().getOffset(),
                        outcome.getUpTo().getOffset());
    }

    private static String inShort(Delivery delivery) {
        return switch (delivery.getContentCase()) {
            case MESSAGE -> delivery.getMessage().getId();
            case CLOSE -> "close " + delivery.getClose().getCode();
            case CAUGHT_UP -> "caughtUp";
            default -> delivery.getContentCase().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    List<MessageRecord> messages() {
        return read(Topic.MESSAGES, MessageRecord.parser());
    }

    List<String> outcomes() {
        return messages().stream()
                .filter(MessageRecord::hasOutcome)
                .map(record -> inShort(record.getOutcome()))
                .toList();
    }

    List<String> receipts() {
        return read(Topic.RECEIPTS, Receipt.parser()).stream()
                .map(receipt -> receipt.getState().name().replace("RECEIPT_STATE_", "")
                        + " " + receipt.getId()
                        + (receipt.getDevice().isEmpty() ? "" : " " + receipt.getDevice()))
                .toList();
    }

    List<Presence> presence() {
        return read(Topic.PRESENCE, Presence.parser());
    }

    List<TestRecord<byte[], byte[]>> rejected() {
        return output(Topic.REJECTED).readRecordsToList();
    }

    private <T extends Message> List<T> read(Topic topic, Parser<T> parser) {
        return output(topic).readValuesToList().stream()
                .map(value -> parse(parser, value == null ? new byte[0] : value))
                .toList();
    }

    private static <T> T parse(Parser<T> parser, byte[] value) {
        try {
            return parser.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return driver.createOutputTopic(TOPICS.name(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
