// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds and erasures, in the one order of the log. */
class RulingsTest {

    private static final Position UP_TO = Positions.of(1, 100, 0);
    private static final Set<String> NOBODY_KEEPS = Set.of();

    private final Steps log = new Steps();

    @Test
    void aHoldGoesFromPlacedToReleased() {
        log.decide(Rulings.place(log.register, "h", of("user-1")));
        assertThat(state("h")).isEqualTo(Hold.State.PLACED);
        log.decide(Rulings.gathering(log.register, "h"));
        assertThat(state("h")).isEqualTo(Hold.State.GATHERING);
        log.decide(Rulings.gathered(log.register, "h", 7));
        assertThat(state("h")).isEqualTo(Hold.State.ACTIVE);
        assertThat(log.register.hold("h").orElseThrow().gathered()).isEqualTo(7);
        log.decide(Rulings.release(log.register, "h"));
        assertThat(state("h")).isEqualTo(Hold.State.RELEASED);
        assertThat(log.register.standing()).isEmpty();
        log.decide(Rulings.cleared(log.register, "h"));
        assertThat(log.register.hold("h").orElseThrow().cleared()).isTrue();
        assertThat(log.all).hasSize(5);
    }

    @Test
    void whatWasDoneBeforeIsNotDoneAgain() {
        log.decide(Rulings.place(log.register, "h", of("user-1")));

        assertThat(Rulings.place(log.register, "h", of("user-1"))).isInstanceOf(Ruling.Nothing.class);
        assertThat(Rulings.place(log.register, "h", of("user-2"))).isInstanceOf(Ruling.Conflict.class);
        assertThat(Rulings.gathered(log.register, "h", 1))
                .as("before it gathers")
                .isInstanceOf(Ruling.Nothing.class);
        assertThat(Rulings.cleared(log.register, "h")).as("while it stands").isInstanceOf(Ruling.Nothing.class);
    }

    @Test
    void aHoldIsReleasedOnceAndItsIdIsSpent() {
        log.decide(Rulings.place(log.register, "h", of("user-1")));
        log.decide(Rulings.release(log.register, "h"));

        assertThat(Rulings.release(log.register, "h")).isInstanceOf(Ruling.Conflict.class);
        assertThat(Rulings.place(log.register, "h", of("user-1"))).isInstanceOf(Ruling.Conflict.class);
        assertThat(Rulings.release(log.register, "other")).isInstanceOf(Ruling.Unknown.class);
    }

    @Test
    void aReleaseWhileItGathersEndsIt() {
        log.decide(Rulings.place(log.register, "h", of("user-1")));
        log.decide(Rulings.gathering(log.register, "h"));
        log.decide(Rulings.release(log.register, "h"));

        log.decide(Rulings.gathered(log.register, "h", 3));

        assertThat(state("h")).isEqualTo(Hold.State.RELEASED);
    }

    @Test
    void aHoldThatNamesTheUserRefusesAtOnceAndThatIsOnRecord() {
        log.decide(Rulings.place(log.register, "h", of("user-1")));

        Ruling ruling = log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));

        assertThat(ruling)
                .isInstanceOfSatisfying(
                        Ruling.Held.class, held -> assertThat(held.hold()).isEqualTo("h"));
        assertThat(log.register.erasure("e").orElseThrow().state()).isEqualTo(ErasureOrder.State.REFUSED);
        assertThat(log.register.erasure("e").orElseThrow().hold()).isEqualTo("h");
        assertThat(Rulings.request(log.register, "e2", "user-2", UP_TO, NOBODY_KEEPS))
                .isInstanceOf(Ruling.Taken.class);
    }

    @Test
    void aHoldOfEverybodyStandsInTheWayOfWhomItKeepsSomethingOf() {
        gathered("h", ofClass("system"));

        assertThat(Rulings.request(log.register, "e", "user-1", UP_TO, Set.of("h")))
                .isInstanceOf(Ruling.Held.class);
        assertThat(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS))
                .isInstanceOf(Ruling.Taken.class);
    }

    @Test
    void whatAHoldKeepsIsWaitedForBeforeAnErasureBegins() {
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));
        log.decide(Rulings.place(log.register, "h", ofClass("system")));

        assertThat(log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS))).isInstanceOf(Ruling.Nothing.class);
        log.decide(Rulings.gathering(log.register, "h"));
        assertThat(log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS))).isInstanceOf(Ruling.Nothing.class);
        log.decide(Rulings.gathered(log.register, "h", 0));
        assertThat(log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS))).isInstanceOf(Ruling.Taken.class);
        assertThat(log.register.erasure("e").orElseThrow().begunAt()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("holdsThatMayConcernTheUser")
    void theCopiesOfAReleasedHoldAreWaitedForBeforeAnErasureBegins(Criteria criteria) {
        gathered("h", criteria);
        log.decide(Rulings.release(log.register, "h"));

        assertThat(log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS)))
                .isInstanceOf(Ruling.Taken.class);
        assertThat(log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS))).isInstanceOf(Ruling.Nothing.class);
        log.decide(Rulings.cleared(log.register, "h"));
        assertThat(log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS))).isInstanceOf(Ruling.Taken.class);
    }

    static Stream<Criteria> holdsThatMayConcernTheUser() {
        return Stream.of(of("user-1"), ofClass("system"));
    }

    @Test
    void aHoldThatIsPlacedAndReleasedWhileAnErasureRunsLetsItGoOnWhenItsCopiesAreGone() {
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));
        log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS));
        log.decide(Rulings.place(log.register, "h", of("user-1")));
        log.decide(Rulings.release(log.register, "h"));

        assertThat(Rulings.standing(log.register, "user-1", NOBODY_KEEPS))
                .isEqualTo(new Rulings.Standing(false, Optional.empty()));
        assertThat(log.decide(Rulings.stop(log.register, "e", NOBODY_KEEPS, 40)))
                .isInstanceOf(Ruling.Nothing.class);
        log.decide(Rulings.cleared(log.register, "h"));
        assertThat(Rulings.standing(log.register, "user-1", NOBODY_KEEPS).free())
                .isTrue();
    }

    @Test
    void theCopiesOfAReleasedHoldOfOthersAreNotWaitedFor() {
        gathered("h", of("user-2"));
        log.decide(Rulings.release(log.register, "h"));
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));

        assertThat(log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS))).isInstanceOf(Ruling.Taken.class);
    }

    @Test
    void aHoldOfOthersIsNotWaitedFor() {
        log.decide(Rulings.place(log.register, "h", of("user-2")));
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));

        assertThat(log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS))).isInstanceOf(Ruling.Taken.class);
    }

    @Test
    void aHoldThatIsPlacedWhileAnErasureRunsStopsIt() {
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));
        log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS));
        assertThat(log.decide(Rulings.stop(log.register, "e", NOBODY_KEEPS, 0))).isInstanceOf(Ruling.Nothing.class);
        log.decide(Rulings.place(log.register, "h", of("user-1")));

        assertThat(log.decide(Rulings.stop(log.register, "e", NOBODY_KEEPS, 40)))
                .isInstanceOf(Ruling.Held.class);

        ErasureOrder stopped = log.register.erasure("e").orElseThrow();
        assertThat(stopped.state()).isEqualTo(ErasureOrder.State.REFUSED);
        assertThat(stopped.messages()).isEqualTo(40);
        assertThat(log.decide(Rulings.done(log.register, "e", 100))).isInstanceOf(Ruling.Nothing.class);
    }

    @Test
    void oneErasureOfAUserAtATime() {
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));

        assertThat(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS))
                .isInstanceOf(Ruling.Nothing.class);
        assertThat(Rulings.request(log.register, "e", "user-2", UP_TO, NOBODY_KEEPS))
                .isInstanceOf(Ruling.Conflict.class);
        assertThat(Rulings.request(log.register, "f", "user-1", UP_TO, NOBODY_KEEPS))
                .isInstanceOf(Ruling.Conflict.class);
        log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS));
        log.decide(Rulings.done(log.register, "e", 3));
        assertThat(Rulings.request(log.register, "f", "user-1", UP_TO, NOBODY_KEEPS))
                .isInstanceOf(Ruling.Taken.class);
    }

    @Test
    void theIdOfARefusedErasureIsSpent() {
        log.decide(Rulings.place(log.register, "h", of("user-1")));
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));

        assertThat(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS))
                .as("the same answer while the hold stands")
                .isInstanceOf(Ruling.Nothing.class);
        log.decide(Rulings.release(log.register, "h"));
        assertThat(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS))
                .isInstanceOfSatisfying(
                        Ruling.Conflict.class,
                        conflict -> assertThat(conflict.detail()).contains("erasure e ", "hold h ", "another id"));
        assertThat(Rulings.request(log.register, "f", "user-1", UP_TO, NOBODY_KEEPS))
                .isInstanceOf(Ruling.Taken.class);
    }

    @Test
    void onlyWhatBeganCoversMessages() {
        log.decide(Rulings.request(log.register, "e", "user-1", UP_TO, NOBODY_KEEPS));
        assertThat(log.register.erasureOf(message("user-1", 100))).isEmpty();

        log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS));

        assertThat(log.register.erasureOf(message("user-1", 100))).isPresent();
        assertThat(log.register.erasureOf(message("user-1", 101))).isEmpty();
        assertThat(log.register.erasureOf(message("user-2", 100))).isEmpty();
        assertThat(log.register.erasureOf(message("", 100))).as("a broadcast").isEmpty();
    }

    @Test
    void aMessageIsErasedByTheFirstThatCoversItWhateverComesLater() {
        erase("e", 100);
        erase("again", 100);
        erase("f", 200);

        assertThat(erasureOf(7)).contains("e");
        assertThat(erasureOf(100)).contains("e");
        assertThat(erasureOf(101)).contains("f");
        assertThat(erasureOf(200)).contains("f");
        assertThat(erasureOf(201)).isEmpty();
    }

    @Test
    void anErasureThatAHoldStoppedCoversNothing() {
        log.decide(Rulings.request(log.register, "e", "user-1", Positions.of(1, 100, 9), NOBODY_KEEPS));
        log.decide(Rulings.begin(log.register, "e", NOBODY_KEEPS));
        log.decide(Rulings.place(log.register, "h", of("user-1")));
        log.decide(Rulings.stop(log.register, "e", NOBODY_KEEPS, 3));
        assertThat(erasureOf(7)).isEmpty();

        log.decide(Rulings.release(log.register, "h"));
        log.decide(Rulings.cleared(log.register, "h"));
        erase("f", 200);

        assertThat(erasureOf(7)).contains("f");
    }

    private void erase(String id, long upTo) {
        log.decide(Rulings.request(log.register, id, "user-1", Positions.of(1, upTo, 9), NOBODY_KEEPS));
        log.decide(Rulings.begin(log.register, id, NOBODY_KEEPS));
        log.decide(Rulings.done(log.register, id, 1));
    }

    private Optional<String> erasureOf(long offset) {
        return log.register.erasureOf(message("user-1", offset)).map(ErasureOrder::id);
    }

    @Test
    void aStepOfAKindThatIsNotKnownMovesTheHeadAndNothingElse() {
        log.decide(Rulings.place(log.register, "h", of("user-1")));

        Step unknown = Step.after(
                log.register.head(),
                new UUID(0, 9),
                Steps.BEGIN,
                Steps.SOMEBODY,
                Event.ofHold(StepKind.named("HOLD_WIDENED"), "h", 0));
        Register after = log.register.after(List.of(unknown));

        assertThat(after.head()).isEqualTo(unknown.head());
        assertThat(after.holds()).containsExactlyElementsOf(log.register.holds());
        assertThat(Step.after(after.head(), new UUID(0, 10), Steps.BEGIN, Steps.SOMEBODY, unknown.event())
                        .number())
                .isEqualTo(3);
    }

    @Test
    void nothingIsKnownOfAnUnknownErasure() {
        assertThat(Rulings.begin(log.register, "e", NOBODY_KEEPS)).isInstanceOf(Ruling.Unknown.class);
        assertThat(Rulings.done(log.register, "e", 1)).isInstanceOf(Ruling.Unknown.class);
    }

    private void gathered(String id, Criteria criteria) {
        log.decide(Rulings.place(log.register, id, criteria));
        log.decide(Rulings.gathering(log.register, id));
        log.decide(Rulings.gathered(log.register, id, 1));
    }

    private Hold.State state(String id) {
        return log.register.hold(id).orElseThrow().state();
    }

    private static Criteria of(String user) {
        return new Criteria(List.of(user), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private static Criteria ofClass(String name) {
        return new Criteria(List.of(), List.of(), List.of(name), Optional.empty(), Optional.empty());
    }

    private static Message message(String user, long offset) {
        return Message.newBuilder()
                .setUser(user)
                .setPosition(Positions.of(1, offset, 0))
                .build();
    }
}
