// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Rejections;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import io.posthorn.local.stack.LocalTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever anybody writes into the log or deletes from it: it is told, and all others are served as if nothing had been. Last: it stays there. */
@Isolated
@WholeStack
@Order(Integer.MAX_VALUE)
class HostileLogE2E {

    /** What is read record by record; of the others a record that cannot be read is as if it were not there. */
    private static final Set<Topic> REJECTING =
            Set.of(Topic.NOTIFICATIONS, Topic.INBOX, Topic.CONNECTIONS, Topic.PERSISTED, Topic.MESSAGES, Topic.REPLAY);

    private static final byte[] GARBAGE = {(byte) 0xff, 0, (byte) 0xc3, 0x28};
    private static final int HOT_RATE = 1_000;
    private static final int HOT_SECONDS = 5;
    private static final long MOST_BACKLOG = 64 << 10;
    /** Far below what a neighbour would wait if it stood behind the hot user's messages on a busy machine. */
    private static final Duration WITHIN_REASON = Duration.ofSeconds(10);

    @Test
    void garbageOnEveryTopicStopsNothing(Posthorn posthorn) {
        List<TestUser> users = onEachPartition(posthorn);
        List<TestDevice> phones =
                users.stream().map(user -> user.connect("phone")).toList();
        users.forEach(user -> user.isSent(1));

        List<RecordMetadata> bad = new ArrayList<>();
        try (var producer = producer(posthorn)) {
            for (Topic topic : Topic.values()) {
                for (String name : names(topic)) {
                    for (TestUser user : users) {
                        byte[] key = user.name().getBytes(StandardCharsets.UTF_8);
                        bad.add(send(producer, new ProducerRecord<>(name, key, GARBAGE)));
                        send(producer, new ProducerRecord<>(name, key, new byte[0]));
                    }
                }
            }
        }

        users.forEach(user -> user.isSent(3));
        for (int i = 0; i < users.size(); i++) {
            TestDevice phone = phones.get(i);
            phone.awaitCount(4);
            assertThat(phone.closes()).isEmpty();
            users.get(i).awaitHistory(phone.ids());
            // From the store: requests for pages, and pages, go on as well.
            users.get(i).connect(2, "tablet", setup -> setup.resume("earliest")).awaitIds(phone.ids());
        }
        for (RecordMetadata origin : bad) {
            if (rejects(origin.topic())) {
                var rejected = posthorn.rejections().await(origin);
                assertThat(rejected.value()).isEqualTo(GARBAGE);
                assertThat(Rejections.headers(rejected)).containsEntry(Rejection.REASON_HEADER, "unparseable");
            }
        }
    }

    @Test
    void aGatewaysTopicThatIsDeletedComesBackAndNobodyElseNotices(Posthorn posthorn) {
        TestUser there = posthorn.newUser();
        TestUser here = besides(posthorn, there);
        TestDevice robbed = there.connect(2, "phone");
        TestDevice phone = here.connect(1, "phone");
        delete(posthorn, LocalTopics.TOPICS.gateway("gateway-2"));

        List<String> lost = new ArrayList<>(there.isSent(50));
        for (int i = 0; i < 20; i++) {
            assertThat(timeTo(here, phone)).isLessThan(WITHIN_REASON);
        }
        lost.addAll(there.isSent(1));

        robbed.awaitIds(lost);
        assertThat(phone.closes()).isEmpty();
    }

    @Test
    void aHotUserHoldsUpNoneOfTheirNeighbours(Posthorn posthorn) throws InterruptedException {
        TestUser hot = posthorn.newUser();
        TestUser neighbour = besides(posthorn, hot);
        TestDevice busy = hot.connect(1, "phone");
        TestDevice quiet = neighbour.connect(1, "phone");
        List<String> sent = new ArrayList<>();
        ScheduledExecutorService flood = Executors.newSingleThreadScheduledExecutor();
        List<Duration> times = new ArrayList<>();
        double backlog = 0;
        try {
            Future<?> flooding = flood.submit(() -> flood(posthorn, hot, sent));
            while (!flooding.isDone()) {
                times.add(timeTo(neighbour, quiet));
                backlog = Math.max(backlog, backlog(posthorn));
            }
        } finally {
            flood.shutdown();
            assertThat(flood.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(times).isNotEmpty().allMatch(time -> time.compareTo(WITHIN_REASON) < 0);
        assertThat(backlog).isLessThanOrEqualTo(2 * MOST_BACKLOG);
        Patience.await("the hot user has all")
                .atMost(Duration.ofSeconds(120))
                .until(() -> busy.ids().containsAll(sent));
        assertThat(busy.ids()).isEqualTo(sent);
        assertThat(quiet.closes()).isEmpty();
    }

    private static void flood(Posthorn posthorn, TestUser hot, List<String> sent) {
        long start = System.nanoTime();
        for (int i = 0; i < HOT_RATE * HOT_SECONDS / 50; i++) {
            sent.addAll(hot.isSent(50));
            long due = start + TimeUnit.MILLISECONDS.toNanos((i + 1) * 50_000L / HOT_RATE);
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
        }
    }

    /** Until it is on the device. */
    private static Duration timeTo(TestUser user, TestDevice device) {
        long start = System.nanoTime();
        device.awaitAllOf(user.isSent(1));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double backlog(Posthorn posthorn) {
        return Http.get(posthorn.gateway(1).uri().resolve("/actuator/prometheus"))
                .body()
                .lines()
                .filter(line -> line.startsWith("posthorn_gateway_backlog"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static List<TestUser> onEachPartition(Posthorn posthorn) {
        int partitions = LocalTopics.TOPICS.partitions();
        TestUser[] users = new TestUser[partitions];
        while (Arrays.asList(users).contains(null)) {
            TestUser user = posthorn.newUser();
            users[UserPartitioner.partition(user.name(), partitions)] = user;
        }
        return List.of(users);
    }

    /** On the same partition. */
    private static TestUser besides(Posthorn posthorn, TestUser other) {
        int partitions = LocalTopics.TOPICS.partitions();
        TestUser user = posthorn.newUser();
        while (UserPartitioner.partition(user.name(), partitions)
                != UserPartitioner.partition(other.name(), partitions)) {
            user = posthorn.newUser();
        }
        return user;
    }

    private static List<String> names(Topic topic) {
        return switch (topic) {
            case GATEWAY -> List.of(LocalTopics.TOPICS.gateway("gateway-1"), LocalTopics.TOPICS.gateway("gateway-2"));
            // Nobody has made the first three yet, and only upstream reads the last.
            case ERASURES, SESSIONS, REVOCATIONS, RECEIPTS -> List.of();
            default -> List.of(LocalTopics.TOPICS.name(topic));
        };
    }

    private static boolean rejects(String name) {
        return REJECTING.stream()
                .anyMatch(topic -> LocalTopics.TOPICS.name(topic).equals(name));
    }

    private static KafkaProducer<byte[], byte[]> producer(Posthorn posthorn) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", posthorn.kafka().bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void delete(Posthorn posthorn, String topic) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", posthorn.kafka().bootstrapServers()))) {
            admin.deleteTopics(Set.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RecordMetadata send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka did not take a record for " + record.topic(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
