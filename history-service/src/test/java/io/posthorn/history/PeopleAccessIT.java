// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;

import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.Life;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know where a user is, and a page is a page of one list. */
@SharedHistory
class PeopleAccessIT {

    private static final String USER = "de-5";

    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestLog log;
    private static String own;
    private static String auditor;
    private static Life life;

    @BeforeAll
    static void live() {
        own = issuer.token(new TokenRequest(USER, "device"));
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        life = Life.of(log, USER);
    }

    @Test
    void aTokenContinuesItsOwnListOnly() {
        String connections = next(own, "/v1/users/de-5/connections?limit=1");
        String stream = next(own, "/v1/users/de-5/devices/phone/stream?limit=1");

        for (String path : List.of(
                "/v1/users/de-2/connections?purpose=test&next=" + connections,
                "/v1/users/de-5/connections?purpose=test&order=asc&next=" + connections,
                "/v1/users/de-5/connections?purpose=test&next=" + stream,
                "/v1/users/de-5/devices/tablet/stream?purpose=test&next=" + stream,
                "/v1/users/de-5/devices/phone/stream?purpose=test&next=" + connections,
                "/v1/users/de-5/devices/phone/stream?purpose=test&at=" + life.opened() + "&next=" + stream)) {
            assertProblem(history.getAs(auditor, path), 400, "bad-parameter");
        }
    }

    @Test
    void idsAreChecked() {
        assertProblem(history.getAs(own, "/v1/users/a%20b/connections"), 400, "bad-user");
        assertProblem(history.getAs(own, "/v1/users/de-5/devices/a%20b/stream"), 400, "bad-parameter");
        assertProblem(
                history.getAs(own, "/v1/users/de-5/devices/" + "x".repeat(129) + "/stream"), 400, "bad-parameter");
    }

    @Test
    void nobodyElseIsShownAnything() {
        String other = issuer.token(new TokenRequest("de-2", "device"));
        String publisher = issuer.token(new TokenRequest(USER, "publish", "admin"));
        String elsewhere = issuer.token(TokenRequest.auditor("auditor-4", Map.of("userPrefixes", List.of("at-"))));

        for (String path : List.of("/v1/users/de-5/connections", "/v1/users/de-5/devices/phone/stream")) {
            assertProblem(history.get(path), 401, "unauthenticated");
            assertProblem(history.getAs(other, path + "?purpose=test"), 403, "forbidden");
            assertProblem(history.getAs(publisher, path + "?purpose=test"), 403, "forbidden");
            assertProblem(history.getAs(elsewhere, path + "?purpose=test"), 403, "forbidden");
            assertProblem(history.getAs(auditor, path), 400, "bad-purpose");
        }
    }

    private static String next(String token, String path) {
        return Answers.ok(history.getAs(token, path)).path("next").asString();
    }
}
