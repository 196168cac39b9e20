// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hold keeps can be taken along, by those who may see all of it. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class HoldExportIT {

    private static final String EXPORT = "/v1/export" + TestCustody.WHY + "&hold=";

    private static TestCustody custody;
    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestLog log;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void whatAHoldKeepsIsExportedPartByPart(int rows) {
        Story one = new Story(log, "exported");
        Story other = new Story(log, "exported");
        List<String> sent = new ArrayList<>(one.gets(4, "brief"));
        sent.addAll(other.gets(3, "system"));
        new Story(log, "exported").gets(2, "system");
        String hold = custody.place("{\"users\":[\"%s\",\"%s\"]}", one.user(), other.user());
        custody.awaitActive(hold);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> custody.held(hold, "asc", 500).size() == sent.size());

        assertThat(exported(hold, rows)).containsExactlyInAnyOrderElementsOf(sent);
    }

    private static List<String> exported(String hold, int rows) {
        List<String> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        String to = Instant.now().toString();
        do {
            HttpResponse<String> part = custody.look("%s%s&rows=%d&to=%s%s"
                    .formatted(
                            EXPORT,
                            hold,
                            rows,
                            to,
                            after.map(token -> "&after=" + token).orElse("")));
            assertThat(part.statusCode()).as(part.body()).isEqualTo(200);
            byte[] lines = part.body().getBytes(StandardCharsets.UTF_8);
            Exports.rows(lines)
                    .forEach(each -> ids.add(each.message().getNotification().getId()));
            after = Exports.end(lines).after();
        } while (after.isPresent());
        return ids;
    }

    @Test
    void anExportOfAnUnknownHoldIsNotFound() {
        assertThat(custody.look(EXPORT + "no-such").statusCode()).isEqualTo(404);
    }

    @Test
    void anExportOfAHoldIsForAWholeReachAndWhileItIsActive() {
        String hold = custody.place("{\"users\":[\"nobody-of-exports\"]}");
        custody.awaitActive(hold);
        String narrow = issuer.token(TokenRequest.auditor("auditor-2", Map.of("classes", List.of("system"))));

        assertThat(custody.look(EXPORT + hold).statusCode()).isEqualTo(200);
        assertThat(history.getAs(narrow, EXPORT + hold).statusCode()).isEqualTo(403);
        custody.release(hold);
        assertThat(custody.look(EXPORT + hold).statusCode()).isEqualTo(409);
    }
}
