// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Holds and erasures as an administrator asks for them, and an auditor reads what came of it. */
public final class TestCustody {

    public static final String WHY = "?purpose=case+17";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningHistory history;
    private final String admin;
    private final String auditor;

    public TestCustody(RunningHistory history, TokenIssuer issuer) {
        this.history = history;
        this.admin = issuer.token(new TokenRequest("admin-1", Set.of("admin"), Duration.ofHours(1), "session-1"));
        this.auditor = issuer.token(new TokenRequest("auditor-1", Set.of("audit"), Duration.ofHours(1), "session-2"));
    }

    /** As the administrator. @param body empty: none */
    public HttpResponse<String> order(String method, String path, String body, String... headers) {
        return history.sendAs(admin, method, path, body, headers);
    }

    /** As the auditor. */
    public HttpResponse<String> look(String path) {
        return history.sendAs(auditor, "GET", path, "");
    }

    // ------------------------------------------------------------ holds

    /** @return its id */
    public String place(String body, Object... values) {
        HttpResponse<String> answer = order("POST", "/v1/holds" + WHY, body.formatted(values));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = RunningHistory.json(answer).path("id").asString();
        assertThat(answer.headers().firstValue("Location")).hasValue("/v1/holds/" + id);
        return id;
    }

    public HttpResponse<String> release(String hold) {
        return order("DELETE", "/v1/holds/" + hold + WHY, "");
    }

    public JsonNode hold(String id) {
        return RunningHistory.json(order("GET", "/v1/holds/" + id, ""));
    }

    public void awaitActive(String hold) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(hold(hold).path("state").asString()).isEqualTo("active"));
    }

    public void awaitHeld(String hold, List<String> ids) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(held(hold, "asc", 500)).isEqualTo(ids));
    }

    /** Ids of the messages that it keeps, read in pages. */
    public List<String> held(String hold, String order, int limit) {
        return pages("/v1/holds/%s/messages%s&order=%s&limit=%d".formatted(hold, WHY, order, limit), "messages")
                .stream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    // ------------------------------------------------------------ erasures

    /** @return its id */
    public String erase(String user) {
        HttpResponse<String> answer = askToErase(user, "er-" + UUID.randomUUID());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RunningHistory.json(answer).path("id").asString();
    }

    /** Again while the store does not answer, under the same key: it may have been taken. */
    public HttpResponse<String> askToErase(String user, String key) {
        String body = "{\"user\":\"%s\"}".formatted(user);
        return await().atMost(PATIENCE)
                .until(
                        () -> order("POST", "/v1/erasures" + WHY, body, "Idempotency-Key", key),
                        answer -> answer.statusCode() != 503);
    }

    public JsonNode erasure(String id) {
        return RunningHistory.json(order("GET", "/v1/erasures/" + id, ""));
    }

    public JsonNode awaitErasure(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(erasure(id).path("state").asString()).isEqualTo(state));
        return erasure(id);
    }

    // ------------------------------------------------------------ the log of both

    /** @param limit of a page */
    public List<JsonNode> steps(int limit) {
        return pages("/v1/custody" + WHY + "&limit=" + limit, "steps");
    }

    public JsonNode verification() {
        return RunningHistory.json(look("/v1/custody/verification" + WHY));
    }

    public List<JsonNode> pages(String path, String list) {
        return Answers.walk(next -> look(path + next), list);
    }
}
