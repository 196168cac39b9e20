// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.custody.ErasureOrder.State;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which steps may follow. */
public final class Rulings {

    private static final Ruling NOTHING = new Ruling.Nothing();

    private Rulings() {}

    public static Ruling place(Register register, String id, Criteria criteria) {
        Optional<Hold> there = register.hold(id);
        if (there.isEmpty()) {
            return new Ruling.Taken(Event.placed(id, criteria));
        }
        if (!there.get().stands()) {
            return new Ruling.Conflict("The hold %s was released; a new one needs another id.".formatted(id));
        }
        return there.get().criteria().equals(criteria)
                ? NOTHING
                : new Ruling.Conflict("There is a hold %s of other messages.".formatted(id));
    }

    public static Ruling release(Register register, String id) {
        return of(
                register,
                id,
                hold -> hold.stands()
                        ? new Ruling.Taken(Event.ofHold(StepKind.HOLD_RELEASED, id, 0))
                        : new Ruling.Conflict("The hold %s was released at %s."
                                .formatted(
                                        id,
                                        hold.releasedAt().map(Object::toString).orElse("a time unknown"))));
    }

    public static Ruling gathering(Register register, String id) {
        return of(
                register,
                id,
                hold -> hold.state() == Hold.State.PLACED
                        ? new Ruling.Taken(Event.ofHold(StepKind.HOLD_GATHERING, id, 0))
                        : NOTHING);
    }

    public static Ruling gathered(Register register, String id, long messages) {
        return of(
                register,
                id,
                hold -> hold.state() == Hold.State.GATHERING
                        ? new Ruling.Taken(Event.ofHold(StepKind.HOLD_GATHERED, id, messages))
                        : NOTHING);
    }

    public static Ruling cleared(Register register, String id) {
        return of(
                register,
                id,
                hold -> !hold.stands() && !hold.cleared()
                        ? new Ruling.Taken(Event.ofHold(StepKind.HOLD_CLEARED, id, 0))
                        : NOTHING);
    }

    private static Ruling of(Register register, String id, Function<Hold, Ruling> rule) {
        return register.hold(id).map(rule).orElseGet(Ruling.Unknown::new);
    }

    /**
     * What the holds mean for an erasure of a user.
     *
     * @param free no copy of a message of the user is there, and none will be
     * @param hold that keeps messages of the user; empty also while that of one is not known yet, and while the copies of one that
     *     was released may be there
     */
    public record Standing(boolean free, Optional<String> hold) {}

    /** @param keeping holds that keep some message of the user */
    public static Standing standing(Register register, String user, Set<String> keeping) {
        boolean free = true;
        for (Hold hold : register.notCleared()) {
            if (hold.stands() && (hold.criteria().names(user) || keeping.contains(hold.id()))) {
                return new Standing(false, Optional.of(hold.id()));
            }
            free &= hold.state() == Hold.State.ACTIVE || !hold.criteria().mayConcern(user);
        }
        return new Standing(free, Optional.empty());
    }

    public static Ruling request(Register register, String id, String user, Position upTo, Set<String> keeping) {
        Optional<ErasureOrder> there = register.erasure(id);
        if (there.isPresent()) {
            return again(register, there.get(), user);
        }
        Optional<ErasureOrder> open = register.erasures().stream()
                .filter(each -> each.isOpen() && each.user().equals(user))
                .findFirst();
        if (open.isPresent()) {
            return new Ruling.Conflict("The erasure %s of this user is under way."
                    .formatted(open.get().id()));
        }
        return standing(register, user, keeping)
                .hold()
                .<Ruling>map(hold -> new Ruling.Held(Event.refused(id, user, upTo, hold, 0), hold))
                .orElseGet(() -> new Ruling.Taken(Event.requested(id, user, upTo)));
    }

    /** What was refused stays refused: its id is spent, as that of a hold is. */
    private static Ruling again(Register register, ErasureOrder order, String user) {
        if (!order.user().equals(user)) {
            return new Ruling.Conflict("There is an erasure %s of another user.".formatted(order.id()));
        }
        return order.state() == State.REFUSED
                        && register.hold(order.hold()).filter(Hold::stands).isEmpty()
                ? new Ruling.Conflict("The erasure %s was refused while the hold %s stood; a new one needs another id."
                        .formatted(order.id(), order.hold()))
                : NOTHING;
    }

    /** All that it covers is written, and copied where it was held. */
    public static Ruling begin(Register register, String id, Set<String> keeping) {
        return inState(register, id, State.REQUESTED, order -> {
            Standing standing = standing(register, order.user(), keeping);
            return standing.free
                    ? new Ruling.Taken(Event.ofErasure(StepKind.ERASURE_BEGUN, order, 0))
                    : refused(order, standing, 0);
        });
    }

    /** A hold was placed while it ran: what is not erased yet stays. */
    public static Ruling stop(Register register, String id, Set<String> keeping, long messages) {
        return inState(
                register,
                id,
                State.BEGUN,
                order -> refused(order, standing(register, order.user(), keeping), messages));
    }

    private static Ruling refused(ErasureOrder order, Standing standing, long messages) {
        return standing.hold
                .<Ruling>map(hold ->
                        new Ruling.Held(Event.refused(order.id(), order.user(), order.upTo(), hold, messages), hold))
                .orElse(NOTHING);
    }

    public static Ruling done(Register register, String id, long messages) {
        return inState(
                register,
                id,
                State.BEGUN,
                order -> new Ruling.Taken(Event.ofErasure(StepKind.ERASURE_DONE, order, messages)));
    }

    private static Ruling inState(Register register, String id, State state, Function<ErasureOrder, Ruling> rule) {
        return register.erasure(id)
                .map(order -> order.state() == state ? rule.apply(order) : NOTHING)
                .orElseGet(Ruling.Unknown::new);
    }
}
