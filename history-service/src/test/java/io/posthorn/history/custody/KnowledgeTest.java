// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnowledgeTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Knowledge knowledge = new Knowledge(LIMIT, now::get);

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(knowledge.fresh()).isEmpty();
        assertThat(knowledge.last()).isEmpty();
    }

    @Test
    void itsAgeCountsFromBeforeItWasAskedForAndTheClockMayOverflow() {
        knowledge.learned(Register.EMPTY, now.get());

        now.addAndGet(LIMIT.toNanos());
        assertThat(knowledge.fresh()).isPresent();
        now.addAndGet(1);
        assertThat(knowledge.fresh()).isEmpty();
        assertThat(knowledge.last()).isPresent();
    }

    @Test
    void whatWasAskedForEarlierIsNoNews() {
        Steps log = new Steps();
        log.decide(Rulings.place(
                Register.EMPTY,
                "h",
                new Criteria(List.of("user-1"), List.of(), List.of(), Optional.empty(), Optional.empty())));
        knowledge.learned(log.register, now.get());
        Register later = new Steps().register;

        knowledge.learned(later, now.get() - 1);

        assertThat(knowledge.last()).containsSame(log.register);
    }

    @Test
    void settingsThatCannotHoldAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustodySettings(second, second, LIMIT))
                .withMessageContaining("posthorn.history.custody.knowledge is PT1S");
        assertThatIllegalArgumentException().isThrownBy(() -> new CustodySettings(Duration.ZERO, LIMIT, LIMIT));
        assertThatIllegalArgumentException().isThrownBy(() -> new CustodySettings(second, LIMIT, second));
    }
}
