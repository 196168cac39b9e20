// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is done to the log is found and named. */
class VerificationTest {

    private final Steps log = new Steps();

    @BeforeEach
    void write() {
        Criteria criteria = new Criteria(
                List.of("user-1"), List.of("eng"), List.of("chat"), Optional.of(Steps.BEGIN), Optional.empty());
        log.decide(Rulings.place(log.register, "h", criteria));
        log.decide(Rulings.request(log.register, "e", "user-2", Positions.of(1, 7, 9), Set.of()));
        log.decide(Rulings.begin(log.register, "e", Set.of()));
        log.decide(Rulings.done(log.register, "e", 7));
    }

    @Test
    void aWholeLogIsWhole() {
        Verification verification = verify(log.all);

        assertThat(verification.flaw()).isEmpty();
        assertThat(verification.steps()).isEqualTo(4);
        assertThat(verification.head()).isEqualTo(log.register.head().hash());
    }

    @Test
    void anEmptyLogIsWhole() {
        assertThat(Verification.of(List.<Step>of().iterator(), Step.Head.NONE).flaw())
                .isEmpty();
    }

    @Test
    void aStepThatIsGoneIsNamed() {
        List<Step> steps = new ArrayList<>(log.all);
        steps.remove(1);

        assertThat(verify(steps).flaw()).contains("step 2 is missing");
        assertThat(verify(steps).steps()).isEqualTo(1);
    }

    @Test
    void anEndThatWasCutOffIsNamed() {
        assertThat(verify(log.all.subList(0, 3)).flaw())
                .contains("the log ends with step 3, and step 4 was seen before");
    }

    @Test
    void anAlteredStepIsNamed() {
        Step second = log.all.get(1);
        List<Step> alterations = List.of(
                with(second, new Actor("another", "session-1", "case 17"), second.at(), second.event()),
                with(second, new Actor("admin-1", "session-1", "another"), second.at(), second.event()),
                with(second, second.actor(), Instant.EPOCH, second.event()),
                with(
                        second,
                        second.actor(),
                        second.at(),
                        Event.requested("e", "user-3", second.event().upToOrStart())),
                with(second, second.actor(), second.at(), Event.requested("e", "user-2", Positions.of(1, 8, 9))));

        assertThat(alterations)
                .allSatisfy(altered ->
                        assertThat(verify(replaced(1, altered)).flaw()).contains("step 2 was altered"));
    }

    @Test
    void aStepOfAKindThatIsNotKnownIsNamed() {
        Step second = log.all.get(1);
        Event event = second.event();
        Event unknown = new Event(
                StepKind.named("HOLD_WIDENED"),
                event.subject(),
                event.user(),
                event.criteria(),
                event.upTo(),
                event.hold(),
                event.messages());

        assertThat(verify(replaced(1, with(second, second.actor(), second.at(), unknown)))
                        .flaw())
                .contains("step 2 is of a kind that this version does not know");
    }

    @Test
    void aStepThatWasWrittenAnewWithItsHashDoesNotFitTheNext() {
        Step second = log.all.get(1);
        Step forged = Step.after(
                log.all.get(0).head(), second.id(), second.at(), new Actor("another", "", ""), second.event());

        assertThat(verify(replaced(1, forged)).flaw()).contains("step 3 does not follow step 2");
    }

    @Test
    void aStepThatWasHungOnAnotherOneIsNamed() {
        Step second = log.all.get(1);
        Step forged = Step.after(
                log.all.get(0).head(), second.id(), second.at(), new Actor("another", "", ""), second.event());
        List<Step> steps = replaced(1, forged);
        Step third = steps.get(2);
        steps.set(
                2,
                new Step(
                        third.number(),
                        third.id(),
                        third.at(),
                        third.actor(),
                        third.event(),
                        forged.hash(),
                        third.hash()));

        assertThat(verify(steps).flaw()).contains("step 3 was altered");
    }

    @Test
    void nothingThatIsHeldCanBeAltered() {
        Step placed = log.all.get(0);
        Criteria criteria = placed.event().criteria().orElseThrow();
        Optional<Instant> later = criteria.from().map(from -> from.plusMillis(1));
        List<Criteria> alterations = List.of(
                new Criteria(List.of("user-3"), criteria.groups(), criteria.classes(), criteria.from(), criteria.to()),
                new Criteria(criteria.users(), List.of(), criteria.classes(), criteria.from(), criteria.to()),
                new Criteria(criteria.users(), criteria.groups(), List.of("system"), criteria.from(), criteria.to()),
                new Criteria(criteria.users(), criteria.groups(), criteria.classes(), later, criteria.to()),
                new Criteria(criteria.users(), criteria.groups(), criteria.classes(), criteria.from(), later));

        assertThat(alterations).allSatisfy(altered -> {
            Step step = with(placed, placed.actor(), placed.at(), Event.placed("h", altered));
            assertThat(verify(replaced(0, step)).flaw()).contains("step 1 was altered");
        });
    }

    @Test
    void neitherTheSessionNorTheHoldNorTheNumberOfMessagesCanBeAltered() {
        Step done = log.all.get(3);
        Event event = done.event();
        List<Step> alterations = List.of(
                with(
                        done,
                        new Actor(done.actor().user(), "another", done.actor().why()),
                        done.at(),
                        event),
                with(
                        done,
                        done.actor(),
                        done.at(),
                        new Event(event.kind(), event.subject(), event.user(), event.criteria(), event.upTo(), "h", 7)),
                with(
                        done,
                        done.actor(),
                        done.at(),
                        new Event(event.kind(), event.subject(), event.user(), event.criteria(), event.upTo(), "", 8)));

        assertThat(alterations)
                .allSatisfy(altered ->
                        assertThat(verify(replaced(3, altered)).flaw()).contains("step 4 was altered"));
    }

    @Test
    void anEndThatWasWrittenAnewIsNotWhatWasSeen() {
        Step last = log.all.get(3);
        Step forged =
                Step.after(log.all.get(2).head(), last.id(), last.at(), new Actor("another", "", ""), last.event());

        assertThat(verify(replaced(3, forged)).flaw()).contains("step 4 is another one than was seen before");
    }

    @Test
    void stepsThatWereSwappedAreNamed() {
        List<Step> steps = new ArrayList<>(log.all);
        java.util.Collections.swap(steps, 1, 2);

        assertThat(verify(steps).flaw()).contains("step 2 is missing");
    }

    private List<Step> replaced(int index, Step step) {
        List<Step> steps = new ArrayList<>(log.all);
        steps.set(index, step);
        return steps;
    }

    private static Step with(Step step, Actor actor, Instant at, Event event) {
        return new Step(step.number(), step.id(), at, actor, event, step.previous(), step.hash());
    }

    private Verification verify(List<Step> steps) {
        return Verification.of(steps.iterator(), log.register.head());
    }
}
