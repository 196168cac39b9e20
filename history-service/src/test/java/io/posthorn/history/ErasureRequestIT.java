// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
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

/** Who may ask for an erasure, how often, and with which words. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class ErasureRequestIT {

    private static TestCustody custody;
    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestLog log;

    @Test
    void oneAtATime() {
        Story user = new Story(log, "impatient");
        List<Message> inFlight = user.appended("system");
        String first = custody.erase(user.user());

        HttpResponse<String> second = custody.askToErase(user.user(), "er-second-" + user.user());

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains(first);
        assertThat(custody.askToErase(user.user(), first).statusCode())
                .as("the same again")
                .isEqualTo(202);
        log.commit(inFlight);
        custody.awaitErasure(first, "done");
    }

    @Test
    void erasuresAreListedOnceInBothDirections() {
        String first = custody.erase(new Story(log, "listed").user());
        String second = custody.erase(new Story(log, "listed").user());
        String third = custody.erase(new Story(log, "listed").user());

        List<String> all = listed("asc", 500);
        List<String> descending = listed("desc", 2);

        assertThat(all).containsSubsequence(first, second, third);
        assertThat(listed("asc", 2)).isEqualTo(all);
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(all);
    }

    private static List<String> listed(String order, int limit) {
        List<String> ids = new ArrayList<>();
        custody.pages("/v1/erasures%s&limit=%d&order=%s".formatted(TestCustody.WHY, limit, order), "erasures")
                .forEach(each -> ids.add(each.path("id").asString()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{",
                "{\"user\":17}",
                "{\"user\":\"\"}",
                "{\"user\":\"everyone 3\"}",
                "{\"user\":\"user-1\",\"why\":\"x\"}",
                "{\"user\":\"user-1\",\"id\":\"\"}"
            })
    void whatIsNoErasureIsRefused(String body) {
        HttpResponse<String> answer = custody.order("POST", "/v1/erasures" + TestCustody.WHY, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/erasures?purpose=x, audit, 403",
        "POST, /v1/erasures?purpose=x, device, 403",
        "POST, /v1/erasures, admin, 400",
        "GET, /v1/erasures?purpose=x, device, 403",
        "GET, /v1/erasures, audit, 400",
        "GET, /v1/erasures?order=up, admin, 400",
        "GET, /v1/erasures/unknown, admin, 404",
    })
    void whoMayNotIsRefused(String method, String path, String scope, int status) {
        String token = issuer.token(new TokenRequest("somebody-1", scope));
        String body = method.equals("POST") ? "{\"user\":\"user-1\"}" : "";

        HttpResponse<String> answer = history.sendAs(token, method, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
