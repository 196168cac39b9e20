// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.Actor;
import io.posthorn.history.custody.Claim;
import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.Errand;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Lane;
import io.posthorn.history.custody.Rulings;
import io.posthorn.history.store.Prepared;
import java.util.Iterator;

/** Removes the copies of a hold that is released; those of other holds are their own. */
final class Clearing implements Errand {

    private final Hold hold;
    private final Prepared<HeldMessages> held;
    private final Prepared<Copies> statements;
    private final CustodyLog custody;

    Clearing(Hold hold, Prepared<HeldMessages> held, Prepared<Copies> statements, CustodyLog custody) {
        this.hold = hold;
        this.held = held;
        this.statements = statements;
        this.custody = custody;
    }

    @Override
    public String id() {
        return Gathering.id(hold.id());
    }

    @Override
    public Lane lane() {
        return Lane.ofClearing(hold.criteria());
    }

    @Override
    public void run(Claim claim) {
        DeleteHeld delete = statements.get().delete();
        for (int shard = 0; shard < HeldSlice.SHARDS; shard++) {
            for (Iterator<HeldSlice> slices = held.get().slices(hold.id(), shard); slices.hasNext(); ) {
                delete.execute(hold.id(), slices.next()).toCompletableFuture().join();
                claim.keep();
            }
            delete.executeShard(hold.id(), shard);
        }
        custody.append(Actor.POSTHORN, register -> Rulings.cleared(register, hold.id()));
    }
}
