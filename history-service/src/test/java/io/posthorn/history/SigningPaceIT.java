// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever interval is configured, what the log has is signed within five seconds; and nothing is signed twice. */
@RealKafka
@RealCassandra
class SigningPaceIT {

    /** From the append of a record to a signed checkpoint above it, and from one checkpoint to the next. */
    private static final Duration PROMISED = Duration.ofSeconds(5);
    /** A machine that does other things too may come late by as much. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** That is allowed. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration TRICKLE = Duration.ofSeconds(13);
    private static final Duration BETWEEN = Duration.ofMillis(250);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static TestStore store;
    private static TestLog log;
    private static Path key;

    /** @param writtenAt when its row was written last, in microseconds */
    private record Signed(long size, Instant at, long writtenAt) {}

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        key = Files.createFile(
                folder.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, SigningKey.generate("test").toPem());
        issuer = TokenIssuer.start(folder, 0);
        store = new TestStore(cassandra);
        log = new TestLog(kafka).createTopics();
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        issuer.close();
    }

    private static RunningHistory start(Duration interval) {
        return RunningHistory.start(
                kafka,
                cassandra,
                issuer,
                "posthorn.history.integrity.key-file=" + key,
                "posthorn.history.integrity.checkpoint-interval=" + interval);
    }

    @Test
    void whileMessagesTrickleInEachIsSignedInTime() {
        TestMessages user = new TestMessages(log.userOn(0, "trickling"));
        int count = (int) (TRICKLE.toMillis() / BETWEEN.toMillis());
        try (RunningHistory history = start(LONGEST)) {
            trickle(user, count);
            awaitSigned(0, count);
            assertThat(history.isReady()).isTrue();
        }

        List<Signed> signed = signed(0);
        List<Instant> appended = log.read(Topic.MESSAGES).stream()
                .filter(each -> each.partition() == 0)
                .map(each -> Instant.ofEpochMilli(each.timestamp()))
                .toList();
        assertThat(appended).hasSize(count);
        for (int leaf = 0; leaf < count; leaf++) {
            assertThat(Duration.between(appended.get(leaf), firstAbove(signed, leaf)))
                    .as("leaf %d until it was signed", leaf)
                    .isLessThanOrEqualTo(PROMISED.plus(LATE));
        }
        for (int i = 1; i < signed.size(); i++) {
            assertThat(Duration.between(signed.get(i - 1).at(), signed.get(i).at()))
                    .as("between the checkpoints of %s and %s", signed.get(i - 1), signed.get(i))
                    .isLessThanOrEqualTo(PROMISED.plus(LATE));
        }
        assertThat(signed)
                .as("each with all that came in between")
                .hasSizeBetween(3, (int) TRICKLE.plus(PROMISED).dividedBy(LONGEST) + 1);
    }

    @Test
    void whatHasNoNewsIsNotSignedAgainAlsoByAnInstanceThatStarts() {
        List<Signed> before;
        try (RunningHistory history = start(SHORT)) {
            say(1, "quiet", 0);
            awaitSigned(1, 1);
            before = signed(1);
            awaitRounds(0);
            assertThat(history.isReady()).isTrue();
        }
        try (RunningHistory history = start(SHORT)) {
            awaitRounds(2);
            assertThat(signed(1)).hasSize(1).isEqualTo(before);

            say(1, "quiet", 1);
            awaitSigned(1, 2);
            assertThat(signed(1)).hasSize(2).startsWith(before.get(0));
            assertThat(history.isReady()).isTrue();
        }
    }

    /** Each looks at all trees, so what another tree is signed for meanwhile shows that there were rounds. */
    private static void awaitRounds(int before) {
        for (int i = before; i < before + 2; i++) {
            say(2, "beside", i);
            awaitSigned(2, i + 1);
        }
    }

    // ------------------------------------------------------------

    /** Returns when all are committed. */
    private static void trickle(TestMessages user, int count) {
        AtomicInteger committed = new AtomicInteger();
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> commits = pace.scheduleAtFixedRate(
                    () -> {
                        if (committed.get() < count) {
                            log.commit(user.next(committed.get(), Instant.now()));
                            committed.incrementAndGet();
                        }
                    },
                    0,
                    BETWEEN.toMillis(),
                    TimeUnit.MILLISECONDS);
            await().atMost(TRICKLE.plus(PATIENCE)).until(() -> {
                if (commits.isDone()) {
                    TestLog.get(commits);
                }
                return committed.get() == count;
            });
        } finally {
            pace.shutdownNow();
        }
    }

    private static void say(int partition, String prefix, int offset) {
        log.commit(new TestMessages(log.userOn(partition, prefix)).next(offset, Instant.now()));
    }

    private static void awaitSigned(int partition, long size) {
        await("the tree of partition " + partition + " is signed up to " + size)
                .atMost(PATIENCE)
                .until(() -> signed(partition).stream().anyMatch(each -> each.size() == size));
    }

    private static Instant firstAbove(List<Signed> signed, int leaf) {
        return signed.stream()
                .filter(each -> each.size() > leaf)
                .findFirst()
                .orElseThrow()
                .at();
    }

    /** Smallest first. */
    private static List<Signed> signed(int partition) {
        return store.rows("SELECT tree, size, signed_at, WRITETIME(note) AS written FROM %s.tree_checkpoints").stream()
                .filter(row -> Objects.requireNonNull(row.getString("tree")).endsWith("/" + partition))
                .map(row -> new Signed(row.getLong("size"), row.getInstant("signed_at"), row.getLong("written")))
                .sorted(Comparator.comparingLong(Signed::size))
                .toList();
    }
}
