// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who was in which group at a time. */
@RealKafka
@RealCassandra
class MembershipIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int STAYING = 40;
    private static final int SLICE = 7;

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static String auditor;

    private static Instant joined = Instant.EPOCH;
    private static Instant left = Instant.EPOCH;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        log = new TestLog(kafka);
        topicOfAnEarlierVersion();
        history = RunningHistory.start(kafka, cassandra, issuer, "posthorn.history.groups.slice-records=" + SLICE);
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        members();
        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") == STAYING + 5);
    }

    private static void topicOfAnEarlierVersion() {
        NewTopic groups = new NewTopic(log.topics().name(Topic.GROUPS), 4, (short) 1)
                .configs(Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "compact"));
        TestLog.get(log.admin().createTopics(List.of(groups)).all());
    }

    private static void members() {
        for (int i = 0; i < STAYING; i++) {
            join("eng", "de-" + i);
        }
        joined = join("eng", "at-1");
        join("ops", "at-1");
        await().until(() -> Instant.now().isAfter(joined.plusMillis(20)));
        left = log.member("eng", "at-1", false);
        log.member("eng", "at-2", false);
        join("eng+ops", "at-1");
    }

    private static Instant join(String group, String user) {
        return log.member(group, user, true);
    }

    @AfterAll
    static void stop() {
        log.close();
        history.close();
        issuer.close();
    }

    // ------------------------------------------------------------ groups

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 500})
    void theMembersOfAGroupAreThoseOfTheTime(int limit) {
        Set<String> staying = new TreeSet<>();
        for (int i = 0; i < STAYING; i++) {
            staying.add("de-" + i);
        }

        assertThat(members("limit=" + limit)).hasSize(STAYING).containsExactlyInAnyOrderElementsOf(staying);
        staying.add("at-1");
        assertThat(members("limit=" + limit + "&at=" + left.minusMillis(1)))
                .hasSize(STAYING + 1)
                .containsExactlyInAnyOrderElementsOf(staying);
        assertThat(members("limit=" + limit + "&at=2020-01-01T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 500})
    void backwardsTheMembersAreTheSame(int limit) {
        List<String> backwards = members("order=desc&limit=" + limit);
        Collections.reverse(backwards);

        assertThat(backwards).hasSize(STAYING).isEqualTo(members("order=asc&limit=" + limit));
    }

    @Test
    void aTopicOfAnEarlierVersionKeepsEveryChangeForAWeekFromNowOn() {
        for (Topic topic : List.of(Topic.GROUPS, Topic.REVOCATIONS)) {
            ConfigResource resource =
                    new ConfigResource(ConfigResource.Type.TOPIC, log.topics().name(topic));
            String lag = TestLog.get(
                            log.admin().describeConfigs(List.of(resource)).all())
                    .get(resource)
                    .get("min.compaction.lag.ms")
                    .value();

            assertThat(lag).as(topic.name()).isEqualTo("604800000");
        }
    }

    @Test
    void aUsersGroupsAreShownWithTheirTimes() {
        JsonNode groups = get(auditor, "/v1/users/at-1/groups?purpose=test").path("groups");

        assertThat(groups.valueStream().map(each -> each.path("group").asString()))
                .containsExactlyInAnyOrder("eng", "ops", "eng+ops");
        JsonNode eng = group("at-1", "eng");
        assertThat(eng.path("member").asBoolean()).isFalse();
        JsonNode stay = eng.path("stays").path(0);
        assertThat(Instant.parse(stay.path("joined").asString())).isEqualTo(joined);
        assertThat(Instant.parse(stay.path("left").asString())).isEqualTo(left);
        JsonNode ops = group("at-1", "ops");
        assertThat(ops.path("member").asBoolean()).isTrue();
        assertThat(ops.path("stays").path(0).has("left")).isFalse();
    }

    @Test
    void aUserSeesTheirOwnGroupsPageByPageInBothDirections() {
        String own = issuer.token(new TokenRequest("at-1", "device"));
        String path = "/v1/users/at-1/groups?limit=2";

        List<String> groups = all(own, path, "groups", "group");
        List<String> backwards = all(own, path + "&order=desc", "groups", "group");

        assertThat(get(own, path).path("groups").size()).isEqualTo(2);
        assertThat(groups).containsExactlyInAnyOrder("eng", "ops", "eng+ops");
        Collections.reverse(backwards);
        assertThat(backwards).isEqualTo(groups);
    }

    @Test
    void anAuditorSeesGroupsAndMembersWithinReach() {
        String ofOps = issuer.token(TokenRequest.auditor("auditor-2", Map.of("groups", List.of("ops"))));
        String ofAustria = issuer.token(TokenRequest.auditor("auditor-3", Map.of("userPrefixes", List.of("at-"))));

        assertProblem(history.getAs(ofOps, "/v1/groups/eng/members?purpose=test"), 403, "forbidden");
        assertThat(get(ofOps, "/v1/groups/ops/members?purpose=test")
                        .path("members")
                        .size())
                .isEqualTo(1);
        assertThat(get(ofOps, "/v1/users/at-1/groups?purpose=test")
                        .path("groups")
                        .size())
                .isEqualTo(1);
        JsonNode austrians = get(ofAustria, "/v1/groups/eng/members?purpose=test&at=" + left.minusMillis(1));
        assertThat(austrians.path("members").size()).isEqualTo(1);
        assertThat(austrians.path("members").path(0).path("user").asString()).isEqualTo("at-1");
    }

    // ------------------------------------------------------------ slices

    @Test
    void whoComesAndGoesOverManySlicesHasEachOfTheirStays() {
        List<Instant> joinings = new ArrayList<>();
        List<Instant> leavings = new ArrayList<>();
        recorded(60, () -> {
            for (int i = 0; i < 30; i++) {
                joinings.add(0, after(log.member("busy", "at-9", true)));
                leavings.add(0, after(log.member("busy", "at-9", false)));
            }
        });

        JsonNode busy = group("at-9", "busy");
        assertThat(busy.path("member").asBoolean()).isFalse();
        assertThat(times(busy, "joined")).isEqualTo(joinings);
        assertThat(times(busy, "left")).isEqualTo(leavings);
        for (int i = 0; i < 30; i += 5) {
            JsonNode then = get(auditor, "/v1/groups/busy/members?purpose=test&at=" + joinings.get(i));
            assertThat(times(then.path("members"), "since")).containsExactly(joinings.get(i));
            assertThat(all(auditor, "/v1/groups/busy/members?purpose=test&at=" + leavings.get(i), "members", "user"))
                    .isEmpty();
        }
    }

    @Test
    void whoIsToldAgainAndAgainToBeAMemberIsOneSinceTheFirstTime() {
        List<String> users = List.of("user-1", "user-2", "user-3");
        List<Instant> first = new ArrayList<>();
        recorded(60, () -> {
            for (int round = 0; round < 20; round++) {
                users.forEach(each -> first.add(after(join("steady", each))));
            }
        });

        for (String order : List.of("asc", "desc")) {
            assertThat(all(auditor, "/v1/groups/steady/members?purpose=test&limit=1&order=" + order, "members", "user"))
                    .containsExactlyInAnyOrderElementsOf(users);
        }
        for (int i = 0; i < users.size(); i++) {
            assertThat(times(group(users.get(i), "steady"), "joined")).containsExactly(first.get(i));
        }
    }

    @Test
    void noPartitionHoldsMoreThanItsSliceAndAllAreInTheirIndex() {
        recorded(3 * SLICE, () -> IntStream.range(0, 3 * SLICE).forEach(i -> join("full", "user-1")));

        try (TestStore store = new TestStore(cassandra)) {
            for (String[] tables : new String[][] {{"group_members", "group_slices"}, {"user_groups", "user_slices"}}) {
                List<Row> rows = store.rows("SELECT * FROM %s." + tables[0]);
                assertThat(rows).allMatch(row -> row.getLong("slice") == row.getLong("offset") / SLICE);
                Map<List<Object>, Long> sizes =
                        rows.stream().collect(Collectors.groupingBy(MembershipIT::slice, Collectors.counting()));
                assertThat(sizes.values()).contains((long) SLICE).allMatch(size -> size <= SLICE);
                assertThat(store.rows("SELECT * FROM %s." + tables[1]).stream().map(MembershipIT::slice))
                        .containsExactlyInAnyOrderElementsOf(sizes.keySet());
            }
        }
    }

    private static List<Object> slice(Row row) {
        String whose = row.getString(0);
        return List.of(whose == null ? "" : whose, row.getInt("partition"), row.getLong("slice"));
    }

    private static void recorded(int facts, Runnable saying) {
        double before = history.count("posthorn.history.facts");
        saying.run();
        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") >= before + facts);
    }

    /** What is said next is appended later. */
    private static Instant after(Instant at) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(at.plusMillis(1)));
        return at;
    }

    private static List<Instant> times(JsonNode group, String field) {
        return (group.has("stays") ? group.path("stays") : group)
                .valueStream()
                .map(each -> Instant.parse(each.path(field).asString()))
                .toList();
    }

    private static JsonNode group(String user, String name) {
        return get(auditor, "/v1/users/" + user + "/groups?purpose=test&limit=500")
                .path("groups")
                .valueStream()
                .filter(each -> each.path("group").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    // ------------------------------------------------------------ asking

    private static List<String> members(String query) {
        return all(auditor, "/v1/groups/eng/members?purpose=test&" + query, "members", "user");
    }

    private static List<String> all(String token, String path, String list, String field) {
        return Answers.texts(Answers.walk(next -> history.getAs(token, path + next), list), field);
    }

    private static JsonNode get(String token, String path) {
        return Answers.ok(history.getAs(token, path));
    }
}
