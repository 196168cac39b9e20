// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every step of holds and erasures is on record, and nobody changes one unnoticed. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class CustodyIT {

    private static TestCustody custody;
    private static TestStore store;
    private static TestLog log;

    @Test
    void everyStepIsOnRecordAndTheChainIsWhole() {
        String hold = custody.place("{\"users\":[\"nobody-of-custody\"]}");
        custody.awaitActive(hold);
        custody.order("DELETE", "/v1/holds/" + hold + "?purpose=settled", "");

        List<JsonNode> steps = custody.steps(3).stream()
                .filter(each -> each.path("subject").asString().equals(hold))
                .toList();

        assertThat(steps)
                .extracting(each -> each.path("step").asString())
                .startsWith("hold-placed", "hold-gathering", "hold-gathered", "hold-released");
        assertThat(steps.get(0).path("who").asString()).isEqualTo("admin-1");
        assertThat(steps.get(0).path("why").asString()).isEqualTo("case 17");
        assertThat(steps.get(3).path("why").asString()).isEqualTo("settled");
        JsonNode verification = custody.verification();
        assertThat(verification.path("whole").asBoolean())
                .as(verification.toString())
                .isTrue();
    }

    @Test
    void everyStepIsListedOnceInBothDirections() {
        String hold = custody.place("{\"users\":[\"nobody-of-pages\"]}");
        custody.awaitActive(hold);

        List<Long> ascending = numbers(custody.steps(3));
        List<Long> descending =
                numbers(custody.pages("/v1/custody" + TestCustody.WHY + "&order=desc&limit=3", "steps"));

        assertThat(ascending)
                .hasSizeGreaterThanOrEqualTo(3)
                .isEqualTo(LongStream.rangeClosed(1, ascending.size()).boxed().toList());
        Collections.reverse(descending);
        assertThat(descending)
                .hasSizeGreaterThanOrEqualTo(ascending.size())
                .isEqualTo(LongStream.rangeClosed(1, descending.size()).boxed().toList());
    }

    private static List<Long> numbers(List<JsonNode> steps) {
        return new ArrayList<>(
                steps.stream().map(each -> each.path("number").asLong()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"custody", "holds", "erasures"})
    void aReadIsOnRecordWithAsManyRowsAsItShows(String list) {
        for (int i = 0; i < 2; i++) {
            custody.place("{\"users\":[\"nobody-of-reads\"]}");
            custody.erase(new Story(log, "listed").user());
        }

        Answers.ok(custody.look("/v1/" + list + "?purpose=page+of+" + list + "&limit=1"));

        assertThat(custody.pages("/v1/audit/reads?purpose=review&limit=500&reader=auditor-1", "reads"))
                .filteredOn(each -> each.path("purpose").asString().equals("page of " + list))
                .extracting(each -> each.path("rows").asInt())
                .containsExactly(1);
    }

    @Test
    void aTamperedLogIsFoundOut() {
        custody.awaitErasure(custody.erase(new Story(log, "tampered").user()), "done");
        JsonNode newest = RunningHistory.json(custody.look("/v1/custody" + TestCustody.WHY + "&order=desc&limit=1"))
                .path("steps")
                .path(0);
        long number = newest.path("number").asLong();
        assertThat(custody.verification().path("whole").asBoolean()).isTrue();

        store.rows(
                "UPDATE %s.custody SET why = 'another' WHERE part = ? AND number = ?", (int) (number / 1_000), number);
        assertThat(custody.verification().path("flaw").asString()).isEqualTo("step " + number + " was altered");

        store.rows(
                "UPDATE %s.custody SET why = ? WHERE part = ? AND number = ?",
                newest.path("why").asString(), (int) (number / 1_000), number);
        assertThat(custody.verification().path("whole").asBoolean()).isTrue();
    }
}
