// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export begins when all that it is about is written, and not before. */
@RealKafka
class ExportCatchUpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] PROPERTIES = {
        "posthorn.history.export.catch-up=1s", "spring.cassandra.request.timeout=2s"
    };

    static KafkaSpace kafka;

    private static CassandraServer server;
    private static CassandraSpace cassandra;
    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static String auditor;
    private static HttpResponse<String> ofNothing;
    private static final AtomicInteger users = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new CassandraServer(folder.resolve("cassandra"), 0);
        server.start();
        cassandra = new CassandraSpace(server.host(), server.port(), "datacenter1", "catchup");
        issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
        history = RunningHistory.start(kafka, cassandra, issuer, PROPERTIES);
        log = new TestLog(kafka);
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        ofNothing = export("format=ndjson");
    }

    @AfterAll
    static void stop() {
        log.close();
        history.close();
        issuer.close();
        server.close();
    }

    private static HttpResponse<String> export(String query) {
        return export(history, query);
    }

    private static HttpResponse<String> export(RunningHistory from, String query) {
        return from.getAs(auditor, "/v1/export?purpose=complaint+17&" + query);
    }

    private static HttpResponse<String> awaitAnswer(String query) {
        return await().atMost(PATIENCE).until(() -> export(query), answer -> answer.statusCode() == 200);
    }

    private static void isRefused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(RunningHistory.json(answer).path("type").asString()).isEqualTo("urn:posthorn:problem:" + why);
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
    }

    private static void hasAll(HttpResponse<String> answer, List<Message> messages) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        assertThat(Exports.rows(body).stream().map(row -> row.message())).isEqualTo(messages);
        ExportEnd end = Exports.end(body);
        assertThat(end.isWhole()).isTrue();
        assertThat(end.rows()).isEqualTo(messages.size());
    }

    /** A user of one partition, whose messages stand in the inbox where their positions say. */
    private static final class Story {

        private final String user;
        private final TestMessages messages;
        private final List<Message> sent = new ArrayList<>();

        Story(int partition) {
            this.user = Stream.generate(() -> "user-" + users.incrementAndGet())
                    .filter(each -> log.partition(each) == partition)
                    .findFirst()
                    .orElseThrow();
            this.messages = new TestMessages(user);
        }

        String query() {
            return "user=" + user;
        }

        /** In the inbox; the router has not handled them. */
        List<Message> accepted(int count) {
            long end = log.fillInbox(user, count);
            List<Message> accepted = new ArrayList<>();
            for (long offset = end - count; offset < end; offset++) {
                accepted.add(messages.next(offset, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
            }
            sent.addAll(accepted);
            return accepted;
        }

        void routed(List<Message> accepted) {
            log.commit(accepted);
        }

        Story isSent(int count) {
            routed(accepted(count));
            return this;
        }
    }

    @Test
    void whereNothingWasEverSentNothingIsWaitedFor() {
        hasAll(ofNothing, List.of());
    }

    @Test
    void whileCassandraIsAwayNoneBeginsAndThenTheSameIsWhole() {
        Story story = new Story(0).isSent(3);
        hasAll(awaitAnswer(story.query()), story.sent);

        server.pause();
        story.isSent(5);
        HttpResponse<String> refused = export(story.query());
        isRefused(refused, "behind");
        String to = RunningHistory.json(refused).path("to").asString();
        isRefused(export(story.query() + "&to=" + to), "behind");
        server.resume();

        hasAll(awaitAnswer(story.query() + "&to=" + to), story.sent);
    }

    @Test
    void whatTheRouterHasNotHandledIsMissingInHistoryToo() {
        Story story = new Story(1).isSent(2);
        hasAll(awaitAnswer(story.query()), story.sent);
        List<Message> before = List.copyOf(story.sent);
        Instant to = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String elsewhere = new Story(2).query();

        List<Message> waiting = story.accepted(1);

        isRefused(export(story.query()), "behind");
        isRefused(export("class=chat"), "behind");
        isRefused(export("hold=case-17"), "behind");
        hasAll(export(story.query() + "&to=" + to), before);
        assertThat(export(elsewhere).statusCode()).as("another partition").isEqualTo(200);

        story.routed(waiting);
        hasAll(awaitAnswer(story.query()), story.sent);
    }

    @Test
    void whatWasAbortedAtTheEndIsNotWaitedFor() {
        Story story = new Story(2).isSent(2);
        hasAll(awaitAnswer(story.query()), story.sent);

        log.abortInbox(story.user, 3);
        log.abort(new TestMessages(story.user).next(900, Instant.now()));

        hasAll(awaitAnswer(story.query()), story.sent);
    }

    @Test
    void whatTheRouterDroppedWithoutAWordIsNotWaitedFor() {
        Story story = new Story(3).isSent(1);
        hasAll(awaitAnswer(story.query()), story.sent);

        long end = log.fillInbox(story.user, 1);
        isRefused(export(story.query()), "behind");
        log.routed(story.user, end);

        hasAll(awaitAnswer(story.query()), story.sent);
    }

    @Test
    void withoutKafkaNoneBeginsButWhatHasBegunGoesOn() {
        Story story = new Story(0).isSent(2);
        byte[] whole = awaitAnswer(story.query()).body().getBytes(StandardCharsets.UTF_8);
        String first = Exports.rows(whole).get(0).after();

        try (RunningHistory alone =
                RunningHistory.launch(new KafkaSpace("127.0.0.1:1", "nowhere"), cassandra, issuer, PROPERTIES)) {
            isRefused(export(alone, story.query()), "log-away");
            HttpResponse<String> rest = await().atMost(PATIENCE)
                    .until(() -> export(alone, story.query() + "&after=" + first), each -> each.statusCode() == 200);

            byte[] body = rest.body().getBytes(StandardCharsets.UTF_8);
            assertThat(Exports.rows(body)).hasSize(1);
            assertThat(Exports.end(body).isWhole()).isTrue();
        }
    }
}
