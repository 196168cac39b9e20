// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.retention.ReceiptLevel;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.TestMessages;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Lifetimes LIFETIMES = new Lifetimes(DeliveryClasses.defaults(), NOW);

    @Test
    void timeExplainsWhatIsOlderThanTheShortestTier() {
        assertThat(LIFETIMES.explain(at("2026-11-13T10:00:00Z"))).isTrue();
        assertThat(LIFETIMES.explain(at("2026-11-13T10:00:59Z")))
                .as("clocks differ")
                .isTrue();
        assertThat(LIFETIMES.explain(at("2026-11-13T10:01:01Z"))).isFalse();
        assertThat(LIFETIMES.explain(at("2026-11-20T09:59:59Z"))).isFalse();
    }

    @Test
    void whatWasWrittenBeforeARetentionGrewLivedAsLongAsWasSaidThen() {
        Lifetimes.Former twoDays =
                new Lifetimes.Former(java.time.Duration.ofDays(2), Instant.parse("2026-11-15T00:00:00Z"));
        Lifetimes lifetimes = new Lifetimes(DeliveryClasses.defaults(), List.of(twoDays), NOW);

        assertThat(lifetimes.explain(at("2026-11-14T10:00:00Z"))).isTrue();
        assertThat(lifetimes.explain(at("2026-11-15T10:00:00Z")))
                .as("by an instance that was replaced a little later")
                .isTrue();
        assertThat(lifetimes.explain(at("2026-11-16T10:00:00Z")))
                .as("written after it")
                .isFalse();
    }

    @Test
    void whatHasNotOutlivedItsFormerRetentionIsNotExplainedByIt() {
        Lifetimes.Former twoDays = new Lifetimes.Former(java.time.Duration.ofDays(2), NOW);
        Lifetimes lifetimes = new Lifetimes(DeliveryClasses.defaults(), List.of(twoDays), NOW);

        assertThat(lifetimes.explain(at("2026-11-18T10:00:00Z"))).isTrue();
        assertThat(lifetimes.explain(at("2026-11-19T10:00:00Z"))).isFalse();
    }

    @Test
    void timeExplainsNothingWhereAllIsKept() {
        Lifetimes lifetimes = new Lifetimes(
                new DeliveryClasses(List.of(new DeliveryClass("archive", null, null, ReceiptLevel.ALL, false))), NOW);

        assertThat(lifetimes.explain(at("2000-01-01T00:00:00Z"))).isFalse();
    }

    @Test
    void aMessageIsOverWhenItsClassOrItselfSaysSo() {
        assertThat(LIFETIMES.isOver(message("2026-11-19T10:00:00Z", "chat", 0))).isFalse();
        assertThat(LIFETIMES.isOver(message("2026-11-13T10:00:00Z", "chat", 0))).isTrue();
        assertThat(LIFETIMES.isOver(message("2026-11-19T10:00:00Z", "system", 86_400)))
                .isTrue();
        assertThat(LIFETIMES.isOver(message("2026-11-19T10:00:00Z", "system", 86_401)))
                .isFalse();
    }

    @Test
    void aCriticalMessageWaitsWhateverItsTtl() {
        assertThat(LIFETIMES.isOver(message("2026-11-19T10:00:00Z", "critical", 1)))
                .isFalse();
    }

    @Test
    void aClassThatIsNotKnownHereIsNotOver() {
        assertThat(LIFETIMES.isOver(message("2001-01-01T00:00:00Z", "news", 0))).isFalse();
    }

    @Test
    void aTtlBeyondAllTimesIsNone() {
        assertThat(LIFETIMES.isOver(message("2026-11-19T10:00:00Z", "archive", Long.MAX_VALUE)))
                .isFalse();
    }

    private static Position at(String appended) {
        return Positions.of(1, 17, Instant.parse(appended).toEpochMilli());
    }

    private static Message message(String appended, String className, long ttlSeconds) {
        Message message = new TestMessages("user-1").next(17, Instant.parse(appended), className);
        if (ttlSeconds == 0) {
            return message;
        }
        return message.toBuilder()
                .setNotification(message.getNotification().toBuilder()
                        .setTtl(Duration.newBuilder().setSeconds(ttlSeconds)))
                .build();
    }
}
