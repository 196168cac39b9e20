// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.custody.Actor;
import io.posthorn.history.custody.Claim;
import io.posthorn.history.custody.Criteria;
import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.Errand;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Lane;
import io.posthorn.history.custody.Rulings;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Copies what is stored already, in two rounds. The first begins at once, before more of it expires. The second begins when every
 * instance that writes must know the hold, and finds what was written by one that did not. Ends when the hold is released.
 */
final class Gathering implements Errand {

    private static final int IN_FLIGHT = 64;
    /** Rows, also without a match: read in much less than a claim's time. */
    private static final int LOOK_AFTER = 1_000;

    private static final int SAVE_AFTER = 200;
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Hold hold;
    private final Stores stores;
    private final CustodyLog custody;
    private final BooleanSupplier known;
    private final Set<HeldSlice> copiedSince = new HashSet<>();

    /** @param known whether every instance must know the hold */
    Gathering(Hold hold, Stores stores, CustodyLog custody, BooleanSupplier known) {
        this.hold = hold;
        this.stores = stores;
        this.custody = custody;
        this.known = known;
    }

    /** Of gathering and of clearing: who does the one cannot meanwhile do the other. */
    static String id(String hold) {
        return "hold " + hold;
    }

    @Override
    public String id() {
        return id(hold.id());
    }

    @Override
    public Lane lane() {
        return Lane.ofGathering(hold.criteria());
    }

    @Override
    public void run(Claim claim) {
        custody.append(Actor.POSTHORN, register -> Rulings.gathering(register, hold.id()));
        if (!stands()) {
            return;
        }
        Mark mark = Mark.of(claim.progress());
        while (mark.round() <= Mark.ROUNDS) {
            if (mark.round() == Mark.ROUNDS && !known.getAsBoolean()) {
                return;
            }
            Mark end = round(mark, claim);
            if (!stands()) {
                return;
            }
            mark = end.nextRound();
            claim.reach(mark.toProgress());
        }
        long messages = mark.messages();
        custody.append(Actor.POSTHORN, register -> Rulings.gathered(register, hold.id(), messages));
    }

    /** What was copied since the last look at a hold that was released may be behind its clearing, if that took long: it is removed. */
    private boolean stands() {
        Optional<Hold> now = custody.refresh().hold(hold.id());
        if (now.isPresent() && !now.get().stands()) {
            DeleteHeld delete = stores.statements().get().delete();
            copiedSince.forEach(slice ->
                    delete.execute(hold.id(), slice).toCompletableFuture().join());
        }
        copiedSince.clear();
        return now.filter(Hold::stands).isPresent();
    }

    /** @return how far it came: to the end, if the hold still stands */
    private Mark round(Mark begin, Claim claim) {
        Mark mark = begin;
        long unsaved = 0;
        for (Iterator<Owner> owners = stores.owners(hold.criteria(), mark); owners.hasNext(); ) {
            Owner owner = owners.next();
            long copied = copy(owner, claim);
            mark = mark.passed(owner, copied);
            unsaved += copied + 1;
            if (unsaved >= SAVE_AFTER) {
                if (!stands()) {
                    return mark;
                }
                claim.reach(mark.toProgress());
                unsaved = 0;
            }
        }
        return mark;
    }

    private long copy(Owner owner, Claim claim) {
        Criteria criteria = hold.criteria();
        Span span =
                Span.all().inMonths(criteria.from().orElse(FIRST), criteria.to().orElse(LAST));
        Iterator<Message> rows = stores.messages().get().read(owner, span, Order.OLDEST_FIRST);
        InsertHeld insert = stores.statements().get().insert();
        long copied = copy(
                rows,
                criteria::matches,
                message -> {
                    Placed row = new Placed(owner, message);
                    copiedSince.add(row.slice());
                    return insert.execute(hold.id(), row).toCompletableFuture();
                },
                () -> goesOn(claim));
        claim.keep();
        return copied;
    }

    private boolean goesOn(Claim claim) {
        boolean stands = stands();
        claim.keep();
        return stands;
    }

    /**
     * @param goesOn asked again and again, also on a long way without a match, while no copy is under way
     * @return how many it has copied
     */
    static long copy(
            Iterator<Message> rows,
            Predicate<Message> isHeld,
            Function<Message, CompletableFuture<Void>> insert,
            BooleanSupplier goesOn) {
        long copied = 0;
        int looked = 0;
        List<CompletableFuture<Void>> inFlight = new ArrayList<>();
        while (rows.hasNext()) {
            Message message = rows.next();
            looked++;
            if (isHeld.test(message)) {
                inFlight.add(insert.apply(message));
                copied++;
            }
            if (inFlight.size() >= IN_FLIGHT || looked >= LOOK_AFTER) {
                join(inFlight);
                looked = 0;
                if (!goesOn.getAsBoolean()) {
                    return copied;
                }
            }
        }
        join(inFlight);
        return copied;
    }

    private static void join(List<CompletableFuture<Void>> inFlight) {
        // All have ended before the failure of one is known: none is under way when the claim is left.
        CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new)).join();
        inFlight.clear();
    }
}
