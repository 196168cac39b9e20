// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static io.posthorn.delivery.RunningDelivery.authorized;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RealKafka
class GroupsIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;

    @BeforeAll
    static void start() {
        delivery = new RunningDelivery(kafka, directory).ready();
    }

    @AfterAll
    static void stop() {
        delivery.close();
    }

    @Test
    void whoIsPutIsAMemberUntilTheyAreDeleted() {
        assertThat(put("eng", "user-1").statusCode()).isEqualTo(204);
        assertThat(put("eng", "user-2").statusCode()).isEqualTo(204);
        awaitMembers("eng", "user-1", "user-2");

        assertThat(delete("eng", "user-1").statusCode()).isEqualTo(204);

        awaitMembers("eng", "user-2");
    }

    @Test
    void theSameTwiceIsTheSame() {
        assertThat(put("twice", "user-1").statusCode()).isEqualTo(204);
        assertThat(put("twice", "user-1").statusCode()).isEqualTo(204);
        awaitMembers("twice", "user-1");

        assertThat(delete("twice", "user-1").statusCode()).isEqualTo(204);
        assertThat(delete("twice", "user-1").statusCode()).isEqualTo(204);
        awaitMembers("twice");
    }

    @Test
    void whatChangesNothingIsNotWrittenAgain() {
        put("calm", "user-1");
        put("calm", "user-2");
        awaitMembers("calm", "user-1", "user-2");
        delete("calm", "user-2");
        awaitMembers("calm", "user-1");
        long before = written();

        for (int again = 0; again < 20; again++) {
            assertThat(put("calm", "user-1").statusCode()).isEqualTo(204);
            assertThat(delete("calm", "user-2").statusCode()).isEqualTo(204);
        }
        assertThat(written()).isEqualTo(before);
        put("calm", "user-2");
        delete("calm", "user-1");

        assertThat(written()).isEqualTo(before + 2);
        awaitMembers("calm", "user-2");
    }

    @Test
    void betweenTwoInstancesNoChangeIsLost(@TempDir Path directory) {
        try (var other = new RunningDelivery(kafka, directory, "--posthorn.delivery.instance=other").ready()) {
            put(delivery, "shared", "user-1");
            put(other, "shared", "user-1");
            delete(other, "shared", "user-1");
            long before = written();

            for (int round = 0; round < 30; round++) {
                assertThat(put(delivery, "shared", "user-1").statusCode()).isEqualTo(204);
                assertThat(delete(other, "shared", "user-1").statusCode()).isEqualTo(204);
            }

            assertThat(written()).as("each of them was a change").isEqualTo(before + 60);
            awaitMembers("shared");
        }
    }

    @Test
    void whoIsToldAtTheSameTimeAsOthersIsWritten() {
        List<Thread> telling = new ArrayList<>();
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        for (int n = 0; n < 8; n++) {
            String user = "user-" + n;
            telling.add(new Thread(() -> {
                for (int round = 0; round < 10; round++) {
                    statuses.add(put("crowd", user).statusCode());
                    statuses.add(delete("crowd", user).statusCode());
                }
                statuses.add(put("crowd", user).statusCode());
            }));
        }
        telling.forEach(Thread::start);
        telling.forEach(GroupsIT::join);

        assertThat(statuses).containsExactly(204);
        awaitMembers("crowd", IntStream.range(0, 8).mapToObj(n -> "user-" + n).toArray(String[]::new));
    }

    @Test
    void whoWasNeverAMemberCanBeDeletedAndAGroupThatNeverWasIsEmpty() {
        assertThat(delete("nothing", "nobody").statusCode()).isEqualTo(204);
        assertThat(page("nothing", "").get("members")).isEmpty();
    }

    @Test
    void membersComeInPages() {
        for (int n = 1; n <= 5; n++) {
            put("paged", "user-" + n);
        }
        put("paged!", "of-another-group");
        awaitMembers("paged", "user-1", "user-2", "user-3", "user-4", "user-5");

        List<String> seen = new ArrayList<>();
        JsonNode page = page("paged", "?limit=2");
        seen.addAll(members(page));
        while (!page.path("next").isNull()) {
            assertThat(seen.size()).isLessThan(5);
            page = page("paged", "?limit=2&next=" + page.get("next").asString());
            seen.addAll(members(page));
        }

        assertThat(seen).containsExactly("user-1", "user-2", "user-3", "user-4", "user-5");
    }

    @Test
    void aBadRecordInTheTopicIsCountedAndStopsNothing() {
        String topic = delivery.topics.name(Topic.GROUPS);
        delivery.produce(topic, "garbled\0user-1", "garbage".getBytes(UTF_8));
        delivery.produce(topic, "garbled", new byte[0]);
        put("garbled", "user-2");

        awaitMembers("garbled", "user-2");
        assertThat(delivery.send(delivery.request("/actuator/prometheus").GET()).body())
                .contains("posthorn_groups_ignored_total");
        // Another instance of another test may just have left.
        await().atMost(LONG).until(() -> delivery.readiness().statusCode() == 200);
    }

    @Test
    void theMembersAreThereAgainAfterAStartOnAnEmptyDiskAndOnOneOfBefore(@TempDir Path first, @TempDir Path second) {
        String instance = "--posthorn.delivery.instance=again";
        put("kept", "user-1");
        put("kept", "user-2");
        awaitMembers("kept", "user-1", "user-2");
        try (var again = new RunningDelivery(kafka, first, instance).ready()) {
            assertThat(members(page(again, "kept", ""))).containsExactly("user-1", "user-2");
        }
        delete("kept", "user-1");
        try (var again = new RunningDelivery(kafka, first, instance).ready()) {
            assertThat(members(page(again, "kept", ""))).containsExactly("user-2");
        }
        try (var again = new RunningDelivery(kafka, second, instance).ready()) {
            assertThat(members(page(again, "kept", ""))).containsExactly("user-2");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?limit=0      | limit is 0, allowed: 1 to 1000
            ?limit=1001   | limit is 1001, allowed: 1 to 1000
            ?limit=many   | limit
            ?next=garbage | next: only what an earlier page gave
            ?next=        | next: only what an earlier page gave
            """)
    void aPageThatCannotBeIsRefusedWithTheRule(String query, String rule) {
        HttpResponse<String> answer = get(delivery, "eng", query, admin(delivery));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the%20team/members/user-1", "eng/members/user%201", "eng/members/%00"})
    void aBadIdIsRefused(String path) {
        var request = delivery.request("/v1/groups/" + path).PUT(BodyPublishers.noBody());

        HttpResponse<String> answer = delivery.send(authorized(admin(delivery)).apply(request));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"device", "publish", "audit"})
    void onlyAdminsChangeAndSeeGroups(String scope) {
        String token = delivery.tokens.token("user-1", scope);

        assertThat(put("closed", "user-1", token).statusCode()).isEqualTo(403);
        assertThat(delivery.send(authorized(token)
                                .apply(delivery.request(path("closed", "user-1")))
                                .DELETE())
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(delivery, "closed", "", token).statusCode()).isEqualTo(403);
        assertThat(page("closed", "").get("members")).isEmpty();
    }

    @Test
    void withoutATokenNothingIsDone() {
        assertThat(delivery.send(delivery.request(path("closed", "user-1")).PUT(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(delivery.send(delivery.request("/v1/groups/closed/members").GET())
                        .statusCode())
                .isEqualTo(401);
    }

    private static void awaitMembers(String group, String... users) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(members(page(group, ""))).containsExactly(users));
    }

    private static List<String> members(JsonNode page) {
        return page.get("members").valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode page(String group, String query) {
        return page(delivery, group, query);
    }

    private static JsonNode page(RunningDelivery from, String group, String query) {
        HttpResponse<String> answer = get(from, group, query, admin(from));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> get(RunningDelivery from, String group, String query, String token) {
        var request = from.request("/v1/groups/" + group + "/members" + query);
        return from.send(authorized(token).apply(request).GET());
    }

    /** Records of the topic, ever. */
    private static long written() {
        try (Log log = new Log(kafka)) {
            return log.ends(delivery.topics.name(Topic.GROUPS)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> put(String group, String user) {
        return put(delivery, group, user);
    }

    private static HttpResponse<String> put(RunningDelivery at, String group, String user) {
        var request = at.request(path(group, user)).PUT(BodyPublishers.noBody());
        return at.send(authorized(admin(at)).apply(request));
    }

    private static HttpResponse<String> put(String group, String user, String token) {
        var request = delivery.request(path(group, user)).PUT(BodyPublishers.noBody());
        return delivery.send(authorized(token).apply(request));
    }

    private static HttpResponse<String> delete(String group, String user) {
        return delete(delivery, group, user);
    }

    private static HttpResponse<String> delete(RunningDelivery at, String group, String user) {
        return at.send(
                authorized(admin(at)).apply(at.request(path(group, user))).DELETE());
    }

    private static String path(String group, String user) {
        return "/v1/groups/" + encoded(group) + "/members/" + encoded(user);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    private static String admin(RunningDelivery at) {
        return at.tokens.token("operator", "admin");
    }
}
