// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraServerIT {

    private static final int IN_FLIGHT = 64;

    @TempDir
    Path folder;

    @Test
    void keepsWhatItAnsweredOverKillAndOverAnotherPort() {
        Set<Integer> answered;
        try (CassandraServer cassandra = new CassandraServer(folder, 0)) {
            cassandra.start();
            answered = writeUntilKilled(cassandra);
            cassandra.start();

            assertThat(letters(cassandra)).hasSizeGreaterThan(1_000).containsAll(answered);
        }
        try (CassandraServer elsewhere = new CassandraServer(folder, 0)) {
            elsewhere.start();
            assertThat(letters(elsewhere)).containsAll(answered);

            elsewhere.pause();
            assertThat(elsewhere.answers()).isFalse();
            elsewhere.resume();
            await().atMost(Duration.ofSeconds(20)).until(elsewhere::answers);
            elsewhere.kill();
        }
    }

    /** Kills the node while writes are under way. */
    private static Set<Integer> writeUntilKilled(CassandraServer cassandra) {
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        try (CqlSession session = connect(cassandra)) {
            session.execute(
                    "CREATE KEYSPACE post WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE post.letters (id int PRIMARY KEY, text text)");
            PreparedStatement insert = session.prepare("INSERT INTO post.letters (id, text) VALUES (?, 'a letter')");
            AtomicInteger next = new AtomicInteger();
            for (int writer = 0; writer < IN_FLIGHT; writer++) {
                writeOn(session, insert, next, answered);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> answered.size() > 1_000);
            cassandra.kill();
            return Set.copyOf(answered);
        }
    }

    private static void writeOn(
            CqlSession session, PreparedStatement insert, AtomicInteger next, Set<Integer> answered) {
        int id = next.incrementAndGet();
        session.executeAsync(insert.bind(id)).thenRun(() -> {
            answered.add(id);
            writeOn(session, insert, next, answered);
        });
    }

    private static Set<Integer> letters(CassandraServer cassandra) {
        try (CqlSession session = connect(cassandra)) {
            return session.execute("SELECT id FROM post.letters").all().stream()
                    .map(row -> row.getInt("id"))
                    .collect(Collectors.toSet());
        }
    }

    private static CqlSession connect(CassandraServer cassandra) {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(cassandra.host(), cassandra.port()))
                .withLocalDatacenter(CassandraServer.LOCAL_DATACENTER)
                .build();
    }
}
