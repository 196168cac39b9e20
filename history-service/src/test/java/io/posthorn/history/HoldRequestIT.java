// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may place, release and list holds, and with which words. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class HoldRequestIT {

    private static final String HOLDS = "/v1/holds" + TestCustody.WHY;

    private static TestCustody custody;
    private static RunningHistory history;
    private static TokenIssuer issuer;

    @Test
    void theSameRequestAgainIsTheSameHold() {
        String body = "{\"id\":\"case-again\",\"users\":[\"user-x\"]}";

        assertThat(custody.order("POST", HOLDS, body).statusCode()).isEqualTo(202);
        assertThat(custody.order("POST", HOLDS, body).statusCode()).isEqualTo(202);
        HttpResponse<String> byKey =
                custody.order("POST", HOLDS, "{\"users\":[\"user-x\"]}", "Idempotency-Key", "case-again");
        assertThat(RunningHistory.json(byKey).path("id").asString()).isEqualTo("case-again");

        HttpResponse<String> another = custody.order("POST", HOLDS, body.replace("user-x", "user-y"));
        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(custody.steps(50).stream()
                        .filter(each -> each.path("subject").asString().equals("case-again")
                                && each.path("step").asString().equals("hold-placed")))
                .hasSize(1);
    }

    @Test
    void aHoldIsReleasedOnce() {
        String hold = custody.place("{\"users\":[\"user-twice\"]}");

        assertThat(custody.release(hold).statusCode()).isEqualTo(200);
        assertThat(custody.release(hold).statusCode()).isEqualTo(409);
        HttpResponse<String> reused =
                custody.order("POST", HOLDS, "{\"id\":\"%s\",\"users\":[\"user-twice\"]}".formatted(hold));
        assertThat(reused.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/holds/unknown", "DELETE /v1/holds/unknown", "GET /v1/holds/unknown/messages"})
    void anUnknownHoldIsNotFound(String request) {
        String[] parts = request.split(" ");
        String path = parts[1] + TestCustody.WHY;
        HttpResponse<String> answer =
                path.contains("/messages") ? custody.look(path) : custody.order(parts[0], path, "");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"x\"",
                "{",
                "{\"users\":[]}",
                "{\"users\":\"user-1\"}",
                "{\"users\":[1]}",
                "{\"users\":[\"a b\"]}",
                "{\"users\":[\"a\"],\"users\":[\"b\"]}",
                "{\"user\":[\"user-1\"]}",
                "{\"from\":\"yesterday\"}",
                "{\"from\":17}",
                "{\"from\":\"1970-01-01T00:00:00Z\"}",
                "{\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
                "{\"id\":7,\"users\":[\"a\"]}",
                "{\"id\":\"a b\",\"users\":[\"a\"]}"
            })
    void whatIsNoHoldIsRefused(String body) {
        HttpResponse<String> answer = custody.order("POST", HOLDS, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void tooMuchIsRefused() {
        String large = "{\"users\":[\"" + "x".repeat(200_000) + "\"]}";

        assertThat(custody.order("POST", HOLDS, large).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/holds?purpose=x, audit, 403",
        "POST, /v1/holds?purpose=x, device, 403",
        "POST, /v1/holds, admin, 400",
        "DELETE, /v1/holds/any?purpose=x, audit, 403",
        "DELETE, /v1/holds/any, admin, 400",
        "GET, /v1/holds, audit, 400",
        "GET, /v1/holds?purpose=x, device, 403",
        "GET, /v1/holds/any/messages?purpose=x, admin, 403",
        "GET, /v1/custody?purpose=x, admin, 403",
        "GET, /v1/custody, audit, 400",
        "GET, /v1/custody?purpose=x&limit=0, audit, 400",
        "GET, /v1/custody?purpose=x&next=zz, audit, 400",
        "GET, /v1/custody/verification?purpose=x, device, 403",
    })
    void whoMayNotIsRefused(String method, String path, String scope, int status) {
        String token = issuer.token(new TokenRequest("somebody-1", scope));
        String body = method.equals("POST") ? "{\"users\":[\"user-1\"]}" : "";

        HttpResponse<String> answer = history.sendAs(token, method, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void holdsAreListedInBothDirections() {
        String first = custody.place("{\"users\":[\"user-l1\"]}");
        String second = custody.place("{\"users\":[\"user-l2\"]}");

        List<String> ascending = listed("asc");
        List<String> descending = listed("desc");

        assertThat(ascending).containsSubsequence(first, second);
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(ascending);
    }

    @Test
    void everyHoldIsListedOnceHoweverLargeThePages() {
        for (int i = 0; i < 3; i++) {
            custody.place("{\"users\":[\"user-p%d\"]}", i);
        }

        assertThat(listed("asc")).isEqualTo(listed("asc", 500));
    }

    private static List<String> listed(String order) {
        return listed(order, 2);
    }

    private static List<String> listed(String order, int limit) {
        List<String> ids = new ArrayList<>();
        custody.pages(HOLDS + "&limit=" + limit + "&order=" + order, "holds")
                .forEach(each -> ids.add(each.path("id").asString()));
        return ids;
    }
}
