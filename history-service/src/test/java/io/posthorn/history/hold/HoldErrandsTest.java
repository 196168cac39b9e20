// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.history.custody.Criteria;
import io.posthorn.history.custody.Errand;
import io.posthorn.history.custody.Knowledge;
import io.posthorn.history.custody.TestKnowledge;
import io.posthorn.history.store.Prepared;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When what a hold orders is begun. */
class HoldErrandsTest {

    private final TestKnowledge known = new TestKnowledge();

    @Test
    void gatheringBeginsAtOnce() {
        place();

        assertThat(errands(Duration.ofHours(1)).open(known.register()))
                .singleElement()
                .isInstanceOf(Gathering.class);
    }

    @Test
    void aHoldThatIsActiveOrdersNothing() {
        place();
        known.gather("h");

        assertThat(errands(Duration.ZERO).open(known.register())).isEmpty();
    }

    /** One that does not know of the release may still make a copy, which would stay behind the clearing. */
    @Test
    void copiesStayUntilEveryInstanceMustKnowOfTheRelease() {
        place();
        known.gather("h");
        known.release("h");
        HoldErrands patient = errands(Duration.ofHours(1));
        HoldErrands impatient = errands(Duration.ZERO);

        assertThat(patient.open(known.register())).isEmpty();
        assertThat(patient.open(known.register())).isEmpty();
        List<Errand> open = await().until(() -> impatient.open(known.register()), each -> !each.isEmpty());
        assertThat(open).singleElement().isInstanceOf(Clearing.class);
    }

    private void place() {
        known.place("h", new Criteria(List.of("user-1"), List.of(), List.of(), Optional.empty(), Optional.empty()));
    }

    /** @param limit after which every instance must know */
    private HoldErrands errands(Duration limit) {
        Stores stores = new Stores(never(), never(), never());
        return new HoldErrands(known.log(), new Knowledge(limit, System::nanoTime), stores, never());
    }

    private static <T> Prepared<T> never() {
        return new Prepared<>(session -> {
            throw new IllegalStateException("nothing is asked here");
        });
    }
}
