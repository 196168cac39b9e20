// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.DeviceListener;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.e2e.rig.Outage;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStackAlone;
import io.posthorn.local.stack.LocalTopics;
import io.posthorn.local.stack.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Two gateways behind a load balancer are stopped and started, one after the other, while messages flow. */
@WholeStackAlone
class RollingRestartE2E {

    private static final int USERS = 20;
    private static final int DEVICES_EACH = 3;
    /** Devices that a gateway which is stopped lets come back in a second. */
    private static final int RATE = Posthorn.DRAIN_RATE;

    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(20);

    @Test
    void nobodyMissesOrSeesTwiceAndTheyComeBackAtTheRate(Posthorn posthorn) throws Exception {
        List<ServiceProcess> gateways = List.of(posthorn.gateway(1), posthorn.gateway(2));
        List<TestUser> users =
                IntStream.range(0, USERS).mapToObj(number -> posthorn.newUser()).toList();
        try (var balancer = new Balancer(gateways);
                var stalls = new Stalls();
                var load = new Load(posthorn, users)) {
            List<Member> members = members(users, balancer);
            int before = balancer.connections().size();
            load.begin();
            load.awaitMore(100);

            for (ServiceProcess gateway : gateways) {
                try (Outage outage = posthorn.stop(gateway)) {
                    assertThat(gateway.awaitEnd()).isEqualTo(143);
                    awaitAllLive(members);
                    load.awaitMore(50);
                    assertThat(outage.lasts()).isTrue();
                }
                balancer.awaitReady(gateway);
            }
            load.awaitMore(100);
            Map<String, List<String>> sent = load.end();

            for (Member member : members) {
                Patience.await(member + " has exactly what was sent")
                        .untilAsserted(() -> assertThat(member.ids).isEqualTo(sent.get(member.user)));
                assertThat(member.closes).isNotEmpty().allMatch(closed -> closed.code() == 1012);
                assertThat(member.faults).isEmpty();
            }
            List<Long> comebacks = balancer.connections()
                    .subList(before, balancer.connections().size());
            assertThat(comebacks).hasSizeGreaterThanOrEqualTo(USERS * DEVICES_EACH);
            assertThat(mostWithinASecond(comebacks))
                    .as("handshakes within a second")
                    .isLessThanOrEqualTo(RATE + bunchedBy(stalls.longest()));
            members.forEach(member -> member.client.abort());
        }
    }

    private static List<Member> members(List<TestUser> users, Balancer balancer) {
        List<Member> members = new ArrayList<>();
        for (TestUser user : users) {
            for (int device = 1; device <= DEVICES_EACH; device++) {
                members.add(new Member(balancer.uri(), user, "device-" + device));
            }
        }
        members.forEach(member -> Patience.await(member + " is live")
                .until(() -> member.client.live().isDone()));
        return members;
    }

    private static void awaitAllLive(List<Member> members) {
        members.forEach(member ->
                Patience.await(member + " has come back").until(() -> member.connections.get() > member.closes.size()));
    }

    private static int mostWithinASecond(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int most = 0;
        for (int first = 0, last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= 1_000_000_000) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** Up to a quarter of a second the rate has room; what a machine that stands still for longer makes late comes at once. */
    private static int bunchedBy(Duration stall) {
        return (int) Math.max(0, RATE * (stall.toMillis() - 250) / 1_000);
    }

    /** For how long this process did not get on. */
    private static final class Stalls implements AutoCloseable {

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private long lastNanos = System.nanoTime();
        private volatile long longestNanos;

        private Stalls() {
            thread.scheduleWithFixedDelay(this::look, 0, 5, TimeUnit.MILLISECONDS);
        }

        private void look() {
            long now = System.nanoTime();
            longestNanos = Math.max(longestNanos, now - lastNanos);
            lastNanos = now;
        }

        private Duration longest() {
            return Duration.ofNanos(longestNanos);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    /** A device that remembers. */
    private static final class Member implements DeviceListener {

        private final String user;
        private final String device;
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final List<Closed> closes = new CopyOnWriteArrayList<>();
        private final List<ConnectionFault> faults = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();
        private final PosthornClient client;

        private Member(URI gateway, TestUser user, String device) {
            this.user = user.name();
            this.device = device;
            this.client = PosthornClient.builder(gateway)
                    .token(user::token)
                    .device(device)
                    .listener(this)
                    .connect();
        }

        @Override
        public void onResumed(io.posthorn.contracts.v1.Resumed resumed) {
            connections.incrementAndGet();
        }

        @Override
        public void onMessage(MessageFrame message, long arrivedAt) {
            ids.add(message.getId());
        }

        @Override
        public void onClosed(Closed closed) {
            closes.add(closed);
        }

        @Override
        public void onFault(ConnectionFault fault) {
            faults.add(fault);
        }

        @Override
        public String toString() {
            return device + " of " + user;
        }
    }

    /** Messages to all users by turns. */
    private static final class Load implements AutoCloseable {

        private final List<TestUser> users;
        private final String topic;
        private final KafkaProducer<byte[], byte[]> producer;
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final Map<String, List<String>> sent = new ConcurrentHashMap<>();
        private final List<Future<RecordMetadata>> begun = new CopyOnWriteArrayList<>();

        private Load(Posthorn posthorn, List<TestUser> users) {
            this.users = users;
            topic = LocalTopics.TOPICS.name(Topic.NOTIFICATIONS);
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", posthorn.kafka().bootstrapServers(), "acks", "all"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        private void begin() {
            thread.scheduleAtFixedRate(this::sendOne, 0, BETWEEN_MESSAGES.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void sendOne() {
            int number = begun.size();
            String user = users.get(number % USERS).name();
            Notification notification = Notification.newBuilder()
                    .setId("n-" + number)
                    .setSource("rolling")
                    .setClassName("system")
                    .setTitle("Shipped")
                    .setTarget(
                            Target.newBuilder().setUsers(UserList.newBuilder().addUsers(user)))
                    .build();
            var record = new ProducerRecord<>(topic, user.getBytes(StandardCharsets.UTF_8), notification.toByteArray());
            record.headers()
                    .add(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF.getBytes(StandardCharsets.UTF_8));
            sent.computeIfAbsent(user, name -> new CopyOnWriteArrayList<>()).add(notification.getId());
            begun.add(producer.send(record));
        }

        private void awaitMore(int messages) {
            int until = begun.size() + messages;
            Patience.await("messages flow").until(() -> begun.size() >= until);
        }

        /** By user, in their order, when Kafka has all of them. */
        private Map<String, List<String>> end() throws Exception {
            thread.shutdown();
            assertThat(thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            for (Future<RecordMetadata> each : begun) {
                each.get();
            }
            return sent;
        }

        @Override
        public void close() {
            thread.shutdownNow();
            producer.close(Duration.ofSeconds(5));
        }
    }

    /** Gives each new connection to a gateway that is ready, by turns, and remembers when it came. */
    private static final class Balancer implements AutoCloseable {

        private static final HttpClient HTTP = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();

        private final ServerSocket door;
        private final List<ServiceProcess> gateways;
        private final List<ServiceProcess> ready = new CopyOnWriteArrayList<>();
        private final List<Long> connections = new CopyOnWriteArrayList<>();
        private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        private final ExecutorService threads = Executors.newCachedThreadPool();

        private Balancer(List<ServiceProcess> gateways) throws IOException {
            this.gateways = gateways;
            this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            look();
            looking.scheduleWithFixedDelay(this::look, 100, 100, TimeUnit.MILLISECONDS);
            threads.execute(this::accept);
        }

        private URI uri() {
            return URI.create("ws://localhost:" + door.getLocalPort() + "/ws");
        }

        private List<Long> connections() {
            return connections;
        }

        private void awaitReady(ServiceProcess gateway) {
            Patience.await(gateway.name() + " is ready").until(() -> ready.contains(gateway));
        }

        private void look() {
            for (ServiceProcess gateway : gateways) {
                if (!isReady(gateway)) {
                    ready.remove(gateway);
                } else if (!ready.contains(gateway)) {
                    ready.add(gateway);
                }
            }
        }

        private static boolean isReady(ServiceProcess gateway) {
            HttpRequest question = HttpRequest.newBuilder(gateway.uri().resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            try {
                return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException away) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void accept() {
            try {
                while (true) {
                    Socket device = door.accept();
                    connections.add(System.nanoTime());
                    threads.execute(() -> join(device));
                }
            } catch (IOException closed) {
                threads.shutdown();
            }
        }

        private void join(Socket device) {
            try (device) {
                List<ServiceProcess> now = List.copyOf(ready);
                ServiceProcess gateway = now.get(connections.size() % now.size());
                try (Socket there = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
                    CompletableFuture<Void> up = CompletableFuture.runAsync(() -> pass(device, there), threads);
                    pass(there, device);
                    up.join();
                }
            } catch (IOException | IndexOutOfBoundsException | ArithmeticException nobody) {
                close(device);
            }
        }

        /** One direction until its end. A gateway ends its own behind the close frame and still reads, so the other goes on. */
        private static void pass(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException broken) {
                close(from);
                close(to);
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
            looking.shutdownNow();
            threads.shutdownNow();
        }
    }
}
