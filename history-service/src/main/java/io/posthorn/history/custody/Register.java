// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All holds and erasures, as the steps up to one of them say. */
public final class Register {

    public static final Register EMPTY = new Register(Step.Head.NONE, new LinkedHashMap<>(), new LinkedHashMap<>());

    private final Step.Head head;
    private final Map<String, Hold> holds;
    private final Map<String, ErasureOrder> erasures;
    private final List<Hold> standing;
    private final List<Hold> notCleared;
    /** User → up to where → the first erasure that came so far. As many as took effect at most. */
    private final Map<String, NavigableMap<Position, ErasureOrder>> erased = new HashMap<>();

    private Register(Step.Head head, Map<String, Hold> holds, Map<String, ErasureOrder> erasures) {
        this.head = head;
        this.holds = holds;
        this.erasures = erasures;
        this.standing = holds.values().stream().filter(Hold::stands).toList();
        this.notCleared =
                holds.values().stream().filter(hold -> !hold.cleared()).toList();
        erasures.values().stream()
                .filter(each -> each.state() == ErasureOrder.State.BEGUN || each.state() == ErasureOrder.State.DONE)
                .forEach(this::cover);
    }

    /** Of a user one comes after the other, so their order is that in which they have begun. */
    private void cover(ErasureOrder order) {
        NavigableMap<Position, ErasureOrder> before =
                erased.computeIfAbsent(order.user(), user -> new TreeMap<>(Positions.ORDER));
        if (before.ceilingKey(order.upTo()) == null) {
            before.put(order.upTo(), order);
        }
    }

    /**
     * @param steps those that follow
     * @throws StepMissingException one of them is not there
     */
    public Register after(List<Step> steps) {
        if (steps.isEmpty()) {
            return this;
        }
        Map<String, Hold> nextHolds = new LinkedHashMap<>(holds);
        Map<String, ErasureOrder> nextErasures = new LinkedHashMap<>(erasures);
        long number = head.number();
        for (Step step : steps) {
            number++;
            if (step.number() != number) {
                throw new StepMissingException(number);
            }
            nextHolds.computeIfPresent(step.event().subject(), (id, hold) -> evolve(hold, step));
            nextErasures.computeIfPresent(step.event().subject(), (id, order) -> evolve(order, step));
            switch (step.event().kind()) {
                case HOLD_PLACED ->
                    step.event()
                            .criteria()
                            .ifPresent(criteria ->
                                    nextHolds.putIfAbsent(step.event().subject(), Hold.placed(step, criteria)));
                case ERASURE_REQUESTED -> nextErasures.putIfAbsent(step.event().subject(), ErasureOrder.of(step));
                case ERASURE_REFUSED ->
                    nextErasures.putIfAbsent(
                            step.event().subject(), ErasureOrder.of(step).ended(ErasureOrder.State.REFUSED, step));
                default -> {
                    // Changes what is there.
                }
            }
        }
        return new Register(steps.get(steps.size() - 1).head(), nextHolds, nextErasures);
    }

    private static Hold evolve(Hold hold, Step step) {
        return switch (step.event().kind()) {
            case HOLD_GATHERING -> hold.gathering();
            case HOLD_GATHERED -> hold.gathered(step.event().messages());
            case HOLD_RELEASED -> hold.released(step);
            case HOLD_CLEARED -> hold.withoutCopies();
            default -> hold;
        };
    }

    private static ErasureOrder evolve(ErasureOrder order, Step step) {
        return switch (step.event().kind()) {
            case ERASURE_BEGUN -> order.begun(step);
            case ERASURE_DONE -> order.ended(ErasureOrder.State.DONE, step);
            case ERASURE_REFUSED -> order.ended(ErasureOrder.State.REFUSED, step);
            default -> order;
        };
    }

    public Step.Head head() {
        return head;
    }

    /** In the order in which they were placed. */
    public Collection<Hold> holds() {
        return holds.values();
    }

    public Optional<Hold> hold(String id) {
        return Optional.ofNullable(holds.get(id));
    }

    /** Those that are not released. */
    public List<Hold> standing() {
        return standing;
    }

    /** Those that may have copies: those that stand, and those that were released and have some left. */
    List<Hold> notCleared() {
        return notCleared;
    }

    /** In the order in which they were requested. */
    public Collection<ErasureOrder> erasures() {
        return erasures.values();
    }

    public Optional<ErasureOrder> erasure(String id) {
        return Optional.ofNullable(erasures.get(id));
    }

    /** The first erasure that covers a message, so that it is never written whole again, and always with the same time. */
    public Optional<ErasureOrder> erasureOf(Message message) {
        return Optional.ofNullable(erased.get(message.getUser()))
                .map(orders -> orders.ceilingEntry(message.getPosition()))
                .map(Map.Entry::getValue);
    }
}
