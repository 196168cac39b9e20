// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log over two parts and somewhat more. */
class AcrossPartsTest {

    private static final int STEPS = 2_010;

    private static final Steps log = new Steps();

    private final List<Step> stored = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @BeforeAll
    static void write() {
        Criteria criteria = new Criteria(List.of("user-1"), List.of(), List.of(), Optional.empty(), Optional.empty());
        for (int i = 1; i <= STEPS; i++) {
            log.decide(Rulings.place(log.register, "h-" + i, criteria));
        }
    }

    @BeforeEach
    void store() {
        stored.addAll(log.all);
    }

    @Test
    void allIsReadOverAllParts() {
        assertThat(read()).isEqualTo(log.all);
        assertThat(refreshed().head()).isEqualTo(log.register.head());
        assertThat(verify().flaw()).isEmpty();
    }

    @Test
    void aLogThatEndsWithAPartEndsThere() {
        stored.subList(999, STEPS).clear();

        assertThat(read()).hasSize(999);
        assertThat(refreshed().head().number()).isEqualTo(999);
    }

    @Test
    void thatTheLastStepOfAPartIsMissingIsNamedAndNothingBehindItIsLearned() {
        stored.remove(999 - 1);

        assertThat(verify().flaw()).contains("step 999 is missing");
        assertThat(verify().steps()).isEqualTo(998);
        assertThatThrownBy(this::refreshed).hasMessageContaining("step 999 of custody is missing");
    }

    @Test
    void soItIsWithTheFirstOfAPartAndWithOneInItsMiddle() {
        stored.remove(1_500 - 1);
        assertThatThrownBy(this::refreshed).hasMessageContaining("step 1500 of custody is missing");

        stored.remove(1_000 - 1);
        assertThatThrownBy(this::refreshed).hasMessageContaining("step 1000 of custody is missing");
        assertThat(verify().flaw()).contains("step 1000 is missing");
    }

    @Test
    void whatIsAppendedBetweenTwoLooksIsNotMissing() {
        List<Step> later = new ArrayList<>(stored.subList(998, STEPS));
        stored.removeAll(later);
        meanwhile = () -> {
            stored.addAll(later);
            later.clear();
        };

        assertThat(read()).isEqualTo(log.all);
    }

    /** As an instance that has just begun. */
    private Register refreshed() {
        return Register.EMPTY.after(read());
    }

    private Verification verify() {
        return Verification.of(read().iterator(), Step.Head.NONE);
    }

    private List<Step> read() {
        AcrossParts across = new AcrossParts(new Parts());
        List<Step> all = new ArrayList<>();
        List<Step> more;
        do {
            long last = all.isEmpty() ? 0 : all.get(all.size() - 1).number();
            more = across.from(last + 1, 100);
            all.addAll(more);
        } while (!more.isEmpty());
        return all;
    }

    private final class Parts implements AcrossParts.Stored {

        @Override
        public List<Step> from(long number, int most) {
            return stored.stream()
                    .filter(each -> AcrossParts.part(each.number()) == AcrossParts.part(number))
                    .filter(each -> each.number() >= number)
                    .limit(most)
                    .toList();
        }

        @Override
        public boolean isBegun(int part) {
            meanwhile.run();
            Iterator<Step> found = stored.stream()
                    .filter(each -> AcrossParts.part(each.number()) == part)
                    .iterator();
            return found.hasNext();
        }
    }
}
