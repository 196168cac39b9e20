// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class moves to another tier when somebody has said so, and what was written before is still found. */
@RealKafka
@RealCassandra
class TiersMoveIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern ACCEPT = Pattern.compile("posthorn\\.history\\.accept-tiers=([0-9a-f]{12})");
    private static final String USER = "moved-1";

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    @Test
    void nothingIsWrittenUntilTheMoveIsAccepted(@TempDir Path folder) {
        TestMessages user = new TestMessages(USER);
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0);
                TestLog log = new TestLog(kafka);
                TestStore store = new TestStore(cassandra)) {
            String token = issuer.token(new TokenRequest(USER, "device"));
            try (RunningHistory history = start(issuer, "7d")) {
                log.commit(next(user, 1));
                await().atMost(PATIENCE).until(() -> listed(history, token, "").equals(List.of("n-1")));
            }

            String fingerprint;
            try (RunningHistory history = launch(issuer, "30d", "posthorn.history.accept-tiers=000000000000")) {
                await().atMost(PATIENCE).until(() -> reason(history).contains("accept-tiers"));
                assertThat(reason(history)).contains("chat from 7d to 30d").contains("Nothing is written");
                Matcher accept = ACCEPT.matcher(reason(history));
                assertThat(accept.find()).isTrue();
                fingerprint = accept.group(1);
                assertThat(history.isReady()).as("another one was accepted").isFalse();
                assertThat(history.isLive()).isTrue();

                log.commit(next(user, 2));
                await("read, and waiting")
                        .atMost(PATIENCE)
                        .until(() -> history.health("messages")
                                        .path("details")
                                        .path("lag")
                                        .asLong()
                                > 0);
                assertThat(listed(history, token, "")).as("readers are served").containsExactly("n-1");
                assertThat(store.rows("SELECT offset FROM %s.messages_30d")).isEmpty();
            }

            try (RunningHistory history = start(issuer, "30d", "posthorn.history.accept-tiers=" + fingerprint)) {
                await().atMost(PATIENCE).until(() -> listed(history, token, "").size() == 2);
                assertThat(listed(history, token, "class=chat"))
                        .as("a class is looked for where it was, too")
                        .containsExactly("n-2", "n-1");
            }
            assertThat(store.rows("SELECT offset FROM %s.messages_7d")).hasSize(1);
            assertThat(store.rows("SELECT offset FROM %s.messages_30d")).hasSize(1);
        }
    }

    private static Message next(TestMessages user, int offset) {
        return user.next(offset, Instant.now().minusSeconds(60 - offset), "chat");
    }

    private static RunningHistory start(TokenIssuer issuer, String retention, String... more) {
        RunningHistory history = launch(issuer, retention, more);
        history.awaitReady();
        return history;
    }

    private static RunningHistory launch(TokenIssuer issuer, String retention, String... more) {
        return RunningHistory.launch(
                kafka,
                cassandra,
                issuer,
                Stream.concat(
                                Stream.of(
                                        "posthorn.classes[0].name=chat", "posthorn.classes[0].retention=" + retention),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String reason(RunningHistory history) {
        return history.health("cassandra").path("details").path("reason").asString("");
    }

    private static List<String> listed(RunningHistory history, String token, String query) {
        HttpResponse<String> answer = history.getAs(token, "/v1/me/messages?" + query);
        List<String> ids = new ArrayList<>();
        if (answer.statusCode() == 200) {
            RunningHistory.json(answer)
                    .path("messages")
                    .forEach(each -> ids.add(each.path("id").asString()));
        }
        return ids;
    }
}
