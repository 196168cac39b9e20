// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.custody.Actor;
import io.posthorn.history.custody.Claim;
import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.ErasureOrder;
import io.posthorn.history.custody.Errand;
import io.posthorn.history.custody.Lane;
import io.posthorn.history.custody.Progress;
import io.posthorn.history.custody.Register;
import io.posthorn.history.custody.Rulings;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.stored.Partition;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One erasure, from its request to its end. Each look at the rows is a look at all of them. While this
 * host does not know the time it is left to others: a clock that is ahead would pass over rows that are shown elsewhere.
 */
final class ErasureErrand implements Errand {

    /** Between two looks at the log of custody: so many rows may still be erased when a hold is placed. */
    private static final int AT_ONCE = 100;

    private final ErasureOrder order;
    private final CustodyLog custody;
    private final Places places;
    private final AgreedTime time;

    ErasureErrand(ErasureOrder order, CustodyLog custody, Places places, AgreedTime time) {
        this.order = order;
        this.custody = custody;
        this.places = places;
        this.time = time;
    }

    static String id(String erasure) {
        return "erase " + erasure;
    }

    @Override
    public String id() {
        return id(order.id());
    }

    @Override
    public Lane lane() {
        return Lane.ERASURE;
    }

    @Override
    public void run(Claim claim) {
        if (time.known().isEmpty()) {
            return;
        }
        if (order.state() == ErasureOrder.State.REQUESTED && !places.inbox().isWritten(order.user(), order.upTo())) {
            return;
        }
        Register register = custody.append(
                        Actor.POSTHORN,
                        each -> Rulings.begin(each, order.id(), places.keepers().of(each, order.user())))
                .register();
        ErasureOrder begun = register.erasure(order.id()).orElse(order);
        if (begun.state() == ErasureOrder.State.BEGUN) {
            places.topic().tell(begun);
            erase(begun, claim);
        }
    }

    private void erase(ErasureOrder begun, Claim claim) {
        Instant at = begun.begunAt().orElseThrow();
        Owner owner = Owner.user(begun.user());
        long erased = 0;
        for (Partition partition : places.rows().get().of(owner)) {
            Iterator<Message> rows = places.rows().get().namesUpTo(owner, partition, begun.upTo());
            while (rows.hasNext()) {
                if (!mayGoOn(begun, claim)) {
                    return;
                }
                erased += some(owner, partition, rows, at);
                claim.reach(new Progress(partition.toString(), erased));
            }
        }
        long all = erased;
        if (mayGoOn(begun, claim)) {
            custody.append(Actor.POSTHORN, register -> Rulings.done(register, begun.id(), all));
        }
    }

    /** A hold that was placed meanwhile keeps what is not erased yet; while it gathers, and while copies of one go, it is waited for. */
    private boolean mayGoOn(ErasureOrder begun, Claim claim) {
        Register register = custody.refresh();
        Rulings.Standing standing =
                Rulings.standing(register, begun.user(), places.keepers().of(register, begun.user()));
        if (standing.hold().isPresent()) {
            long erased = erased(begun, claim);
            custody.append(
                    Actor.POSTHORN,
                    each -> Rulings.stop(each, begun.id(), places.keepers().of(each, begun.user()), erased));
        }
        return standing.free();
    }

    /** All that this erasure has erased, also before it was left and begun again: only the rows know. */
    private long erased(ErasureOrder begun, Claim claim) {
        Owner owner = Owner.user(begun.user());
        long at = begun.begunAt().orElseThrow().toEpochMilli();
        long erased = 0;
        for (Partition partition : places.rows().get().of(owner)) {
            Iterator<Message> rows = places.rows().get().namesUpTo(owner, partition, begun.upTo());
            while (rows.hasNext()) {
                erased += rows.next().getErasedAt() == at ? 1 : 0;
                claim.keep();
            }
        }
        return erased;
    }

    /** @return how many of some rows this erasure has erased, now or before */
    private long some(Owner owner, Partition partition, Iterator<Message> rows, Instant at) {
        List<CompletableFuture<Void>> inFlight = new ArrayList<>();
        Instant now = time.instant();
        long erased = 0;
        for (int i = 0; i < AT_ONCE && rows.hasNext(); i++) {
            Message row = rows.next();
            Optional<RowErasure> erasure = RowErasure.of(row, partition.tier(), at, now);
            if (erasure.isPresent()) {
                inFlight.add(places.update()
                        .get()
                        .execute(owner, partition, row, erasure.get())
                        .toCompletableFuture());
                erased += erasure.get().counts() ? 1 : 0;
            }
        }
        // All have ended before the failure of one is known: none is erased after it was counted.
        CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new)).join();
        return erased;
    }
}
