// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.rig.HistoryProcess;
import io.posthorn.history.rig.Replays;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an outage all devices ask at once, and their pages together are larger than the memory that there is. */
@RealKafka
@RealCassandra
class ReturningDevicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String USER = "returning-1";
    private static final int DEVICES = 300;
    /** Of 48 KB each: a page is as large as it may be. */
    private static final int MESSAGES = 20;

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    @Test
    void eachGetsItsPage(@TempDir Path folder) {
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0);
                TestLog log = new TestLog(kafka);
                HistoryProcess history = new HistoryProcess(folder, kafka, cassandra, issuer)) {
            Replays replays = new Replays(log);
            history.start();
            Position end = write(log);

            List<ReplayRequest> requests = IntStream.range(0, DEVICES)
                    .mapToObj(each -> Replays.request(USER, Positions.START, end)
                            .setConnection("connection-" + each)
                            .setMaxBytes(1 << 20)
                            .setMaxMessages(MESSAGES)
                            .setDeadline(Instant.now().plus(PATIENCE).toEpochMilli())
                            .build())
                    .toList();
            history.pause();
            requests.forEach(log::ask);
            history.resume();

            await().atMost(PATIENCE)
                    .until(() -> !history.isAlive() || served(replays).size() == DEVICES);
            assertThat(history.isAlive()).as("history did not die of them").isTrue();
        }
    }

    private static Set<String> served(Replays replays) {
        return replays.events(USER).stream()
                .filter(ConnectionEvent::hasReplayProgressed)
                .map(ConnectionEvent::getConnection)
                .collect(Collectors.toSet());
    }

    /** @return position of the last */
    private static Position write(TestLog log) {
        TestMessages messages = new TestMessages(USER);
        List<Message> all = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            Message next = messages.next(i, Instant.now());
            all.add(next.toBuilder()
                    .setNotification(next.getNotification().toBuilder().setBody("x".repeat(48 << 10)))
                    .build());
        }
        log.commit(all);
        log.awaitDone(Topic.MESSAGES);
        return all.get(MESSAGES - 1).getPosition();
    }
}
