// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A user with many messages, of whom some are asked for: by time, class and source, with and without broadcasts. */
@RealKafka
@RealCassandra
class ListingIT {

    private static final String USER = "busy-1";
    private static final int RECORDS = 2_400;
    private static final Duration APART = Duration.ofMinutes(2);
    private static final Instant FIRST =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(APART.multipliedBy(RECORDS));
    private static final List<String> CLASSES = List.of("chat", "group", "system");

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static String own;
    private static final List<Message> sent = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        own = issuer.token(new TokenRequest(USER, "device"));
        history = RunningHistory.start(kafka, cassandra, issuer);
        store = new TestStore(cassandra);
        TestMessages user = new TestMessages(USER);
        TestMessages everyone = new TestMessages("");
        for (int i = 0; i < RECORDS; i++) {
            boolean broadcast = i % 100 == 50;
            Message message = (broadcast ? everyone : user).next(1_000 + i, at(i), CLASSES.get(i % 3));
            sent.add(i % 600 == 5 ? fromBilling(message) : message);
        }
        try (TestLog log = new TestLog(kafka)) {
            log.commit(log.partition(USER), sent.stream().map(TestLog::fact).toArray(MessageRecord[]::new));
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> history.count("posthorn.history.rows") == RECORDS);
        await("places of times")
                .atMost(Duration.ofSeconds(40))
                .until(() -> store.rows("SELECT at FROM %s.moments").size() >= RECORDS * 2 / 5);
    }

    private static Instant at(int i) {
        return FIRST.plus(APART.multipliedBy(i));
    }

    private static Message fromBilling(Message message) {
        return message.toBuilder()
                .setNotification(message.getNotification().toBuilder().setSource("billing"))
                .build();
    }

    @AfterAll
    static void stop() {
        store.close();
        history.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 60, 500})
    void aRangeOfTimeIsReadInPagesBothWays(int limit) {
        String range = "from=" + at(500) + "&to=" + at(560) + "&limit=" + limit;
        List<String> expected =
                ids(each -> isBetween(each, 500, 560) && !each.getUser().isEmpty());

        assertThat(listed(range + "&order=asc")).isEqualTo(expected);
        assertThat(listed(range)).isEqualTo(reversed(expected));
    }

    @Test
    void theFirstPageOfARangeLongAgoIsThereAtOnce() {
        JsonNode page = page("/v1/me/messages?limit=50&to=" + at(49));

        assertThat(ids(page)).isEqualTo(reversed(ids(each -> isBetween(each, 0, 49))));
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void theFirstPageOfARangeUntilNowIsThereAtOnce() {
        JsonNode page = page("/v1/me/messages?limit=5&order=asc&from=" + at(RECORDS - 10));

        assertThat(ids(page)).isEqualTo(ids(each -> isBetween(each, RECORDS - 10, RECORDS - 5)));
    }

    @Test
    void aRangeOfTimeWithoutMessagesIsEmpty() {
        assertThat(listed("from=" + at(RECORDS + 10))).isEmpty();
        assertThat(listed("to=" + FIRST)).isEmpty();
        assertThat(listed("from=2020-01-01&to=2020-02-01")).isEmpty();
    }

    @Test
    void ofItsClassesAreShown() {
        assertThat(listed("class=system&limit=200&order=asc")).isEqualTo(ids(each -> isOf(each, "system")));
        assertThat(listed("class=chat&class=system&limit=500"))
                .isEqualTo(reversed(ids(each -> isOf(each, "chat") || isOf(each, "system"))));
        assertThat(listed("class=media")).isEmpty();
        assertThat(listed("class=no-such-class")).isEmpty();
    }

    @Test
    void ofASourceThatIsRareAPageEndsEarlyAndTheNextGoesOn() {
        List<JsonNode> pages = pages("/v1/me/messages?source=billing");

        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(each -> ids(each).stream()))
                .isEqualTo(
                        reversed(ids(each -> each.getNotification().getSource().equals("billing"))));
    }

    @Test
    void broadcastsStandAmongThemWhereTheyBelong() {
        List<String> expected = sent.stream()
                .filter(each -> isBetween(each, 1_000, 1_300))
                .map(each -> each.getNotification().getId())
                .toList();

        assertThat(listed("broadcasts=true&limit=70&order=asc&from=" + at(1_000) + "&to=" + at(1_300)))
                .isEqualTo(expected)
                .contains("n-2050", "n-2150", "n-2250");
        assertThat(listed("broadcasts=true&limit=70&from=" + at(1_000) + "&to=" + at(1_300)))
                .isEqualTo(reversed(expected));
    }

    @Test
    void allFiltersHoldAtOnce() {
        assertThat(listed(
                        "broadcasts=true&class=system&source=orders&order=asc&from=" + at(1_000) + "&to=" + at(1_100)))
                .isEqualTo(sent.stream()
                        .filter(each -> isBetween(each, 1_000, 1_100) && isOf(each, "system"))
                        .map(each -> each.getNotification().getId())
                        .toList());
    }

    @Test
    void aPageGoesOnOnlyWithItsOwnFilters() {
        String next = page("/v1/me/messages?class=chat&limit=5").path("next").asString();

        assertThat(history.getAs(own, "/v1/me/messages?limit=5&next=" + next).statusCode())
                .isEqualTo(400);
        assertThat(history.getAs(own, "/v1/me/messages?class=system&limit=5&next=" + next)
                        .statusCode())
                .isEqualTo(400);
        assertThat(history.getAs(own, "/v1/me/messages?class=chat&limit=9&next=" + next)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatAnAuditorAskedForIsOnRecord() {
        String auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        String path = "/v1/users/" + USER + "/messages?class=system&source=orders&limit=3&from=" + at(900);

        assertThat(history.getAs(auditor, path + "&purpose=case-7").statusCode())
                .isEqualTo(200);

        assertThat(store.rows("SELECT query, rows, purpose FROM %s.audit_reads"))
                .anySatisfy(row -> {
                    assertThat(row.getString("purpose")).isEqualTo("case-7");
                    assertThat(row.getString("query"))
                            .isEqualTo("order=desc limit=3 from=" + at(900) + " class=system source=orders");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"from=x", "to=2026-13-01", "from=2026-11-20&to=2026-11-19", "class=A", "source=", "broadcasts=1"
            })
    void otherFiltersAreRefused(String query) {
        HttpResponse<String> answer = history.getAs(own, "/v1/me/messages?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningHistory.json(answer).path("type").asString()).isEqualTo("urn:posthorn:problem:bad-parameter");
    }

    private static boolean isBetween(Message message, int first, int end) {
        Instant appended = Instant.ofEpochMilli(message.getPosition().getAppendedAt());
        return !appended.isBefore(at(first)) && appended.isBefore(at(end));
    }

    private static boolean isOf(Message message, String className) {
        return message.getNotification().getClassName().equals(className);
    }

    /** Of the user's own. */
    private static List<String> ids(Predicate<Message> wanted) {
        return sent.stream()
                .filter(each -> !each.getUser().isEmpty())
                .filter(wanted)
                .map(each -> each.getNotification().getId())
                .toList();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("messages").forEach(each -> ids.add(each.path("id").asString()));
        return ids;
    }

    private static List<String> reversed(List<String> some) {
        List<String> reversed = new ArrayList<>(some);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<String> listed(String query) {
        return pages("/v1/me/messages?" + query).stream()
                .flatMap(each -> ids(each).stream())
                .toList();
    }

    private static List<JsonNode> pages(String path) {
        List<JsonNode> pages = new ArrayList<>();
        for (String next = ""; pages.isEmpty() || !next.isEmpty(); ) {
            JsonNode page = page(path + (next.isEmpty() ? "" : "&next=" + next));
            pages.add(page);
            next = page.path("next").asString("");
        }
        return pages;
    }

    private static JsonNode page(String path) {
        HttpResponse<String> answer = history.getAs(own, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningHistory.json(answer);
    }
}
