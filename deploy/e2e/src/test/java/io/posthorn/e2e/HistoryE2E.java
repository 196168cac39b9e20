// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What was delivered can be read afterwards, by who may. */
@WholeStack
class HistoryE2E {

    @Test
    void historyShowsWhatWasDelivered(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> sent = user.isSent(7);
        phone.awaitIds(sent);

        user.awaitHistory(sent);

        List<JsonNode> history = user.history();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode message = history.get(i);
            assertThat(message.get("cursor").asString())
                    .isEqualTo(phone.message(i).getCursor());
            assertThat(message.get("source").asString())
                    .isEqualTo(phone.message(i).getSource());
            assertThat(message.get("title").asString())
                    .isEqualTo(phone.message(i).getTitle());
            assertThat(message.get("body").asString())
                    .isEqualTo(phone.message(i).getBody());
            assertThat(message.get("class").asString()).isEqualTo("system");
        }
    }

    @Test
    void theNewestComesFirstUnlessAskedOtherwise(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(5);
        user.awaitHistory(sent);

        JsonNode first = Http.json(user.historyAs(user.token(), "?limit=2"));
        JsonNode second = Http.json(user.historyAs(
                user.token(), "?limit=2&next=" + first.get("next").asString()));
        JsonNode third = Http.json(user.historyAs(
                user.token(), "?limit=2&next=" + second.get("next").asString()));

        assertThat(ids(first)).containsExactly(sent.get(4), sent.get(3));
        assertThat(ids(second)).containsExactly(sent.get(2), sent.get(1));
        assertThat(ids(third)).containsExactly(sent.get(0));
        assertThat(third.get("next").isNull()).isTrue();
    }

    @Test
    void myMessagesAreMine(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(1);
        user.awaitHistory(sent);

        HttpResponse<String> mine = Http.get(
                posthorn.history().uri().resolve("/v1/me/messages"), "Authorization", "Bearer " + user.token());

        assertThat(ids(Http.json(mine))).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=many", "?order=up", "?next=garbage", "?limit=501"})
    void whatCannotBeAskedIsAProblem(String query, Posthorn posthorn) {
        TestUser user = posthorn.newUser();

        HttpResponse<String> answer = user.historyAs(user.token(), query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?purpose=", "?purpose=%20%20"})
    void anAuditorMustSayWhy(String query, Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(1);
        user.awaitHistory(sent);

        HttpResponse<String> answer = user.historyAs(posthorn.token("auditor-1", "audit"), query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(sent.get(0)).contains("purpose");
    }

    @Test
    void whatAnAuditorReadsIsRecorded(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(2);
        user.awaitHistory(sent);
        String auditor = "auditor-of-" + user;
        String purpose = "complaint of " + user;

        HttpResponse<String> byParameter = user.historyAs(
                posthorn.token(auditor, "audit"), "?purpose=" + URLEncoder.encode(purpose, StandardCharsets.UTF_8));
        HttpResponse<String> byHeader =
                user.historyAs(posthorn.token(auditor, "audit"), "?limit=1", "X-Purpose", purpose);

        assertThat(ids(Http.json(byParameter))).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(byHeader.statusCode()).isEqualTo(200);
        assertThat(audited(posthorn, auditor))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.getString("user")).isEqualTo(user.name());
                    assertThat(row.getString("purpose")).isEqualTo(purpose);
                })
                .extracting(row -> row.getLong("rows"))
                .containsExactlyInAnyOrder(2L, 1L);
    }

    private static List<Row> audited(Posthorn posthorn, String auditor) {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(
                        posthorn.cassandra().host(), posthorn.cassandra().port()))
                .withLocalDatacenter("datacenter1")
                .build()) {
            return session.execute(SimpleStatement.newInstance("SELECT * FROM posthorn.audit_reads")).all().stream()
                    .filter(row -> auditor.equals(row.getString("reader")))
                    .toList();
        }
    }

    private static List<String> ids(JsonNode page) {
        return page.get("messages")
                .valueStream()
                .map(message -> message.get("id").asString())
                .toList();
    }
}
