// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Retention BRIEF = new Retention("brief", Duration.ofSeconds(60));
    private static final long APPENDED = 1_000_000;
    private static final long BEFORE_ITS_END = APPENDED + 59_000;
    private static final long AFTER_ITS_END = APPENDED + 61_000;

    @Test
    void whatHasExpiredMayBeMissingInHistory() {
        Applied message = applied("brief", 1);

        assertThat(BRIEF.allowingFor(evidence(List.of(message), List.of()), AFTER_ITS_END)
                        .facts()
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.identity()).isEqualTo(message.identity()));
    }

    @Test
    void whatHasNotExpiredMayNot() {
        assertThat(BRIEF.allowingFor(evidence(List.of(applied("brief", 1)), List.of()), BEFORE_ITS_END)
                        .facts()
                        .rows())
                .isEmpty();
    }

    @Test
    void otherClassesAreLeftAsTheyAre() {
        Applied lasting = applied("system", 1);

        Facts facts = BRIEF.allowingFor(evidence(List.of(lasting), List.of()), AFTER_ITS_END)
                .facts();

        assertThat(facts.rows()).isEmpty();
        assertThat(facts.messages()).containsExactly(lasting);
    }

    @Test
    void itsTimeStandsInEachMessage() {
        Facts facts = BRIEF.allowingFor(evidence(List.of(applied("brief", 1)), List.of()), BEFORE_ITS_END)
                .facts();

        assertThat(facts.messages().get(0).terms().ttlMillis()).isEqualTo(60_000);
    }

    @Test
    void aRowThatIsStillThereIsOverdueSomeSecondsLater() {
        List<Applied> rows = List.of(applied("brief", 1), applied("system", 2));

        assertThat(BRIEF.overdue(rows, AFTER_ITS_END)).isEmpty();
        assertThat(BRIEF.overdue(rows, AFTER_ITS_END + 5_000)).hasSize(1);
    }

    private static Evidence evidence(List<Applied> messages, List<Applied> rows) {
        return new Evidence(
                Map.of(), List.of(), new Facts(List.of(), List.of(), messages, rows, List.of(), List.of()), 4);
    }

    private static Applied applied(String className, long offset) {
        return Applied.of(Message.newBuilder()
                .setUser("user-1")
                .setPosition(Positions.of(1, offset, APPENDED))
                .setNotification(Notification.newBuilder()
                        .setSource("scenario")
                        .setId("n-" + offset)
                        .setClassName(className))
                .build());
    }
}
