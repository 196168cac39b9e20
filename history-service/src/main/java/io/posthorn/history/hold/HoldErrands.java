// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.Errand;
import io.posthorn.history.custody.Errands;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Knowledge;
import io.posthorn.history.custody.Register;
import io.posthorn.history.store.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds whose messages are to be gathered, or to be let go. */
final class HoldErrands implements Errands {

    /** A hold in one of its two beginnings. */
    private record Seen(String hold, boolean stands) {}

    private final CustodyLog custody;
    private final Knowledge knowledge;
    private final Stores stores;
    private final Prepared<HeldMessages> held;
    /** On the monotonic clock; after a restart the time begins anew. */
    private final Map<Seen, Long> since = new ConcurrentHashMap<>();

    HoldErrands(CustodyLog custody, Knowledge knowledge, Stores stores, Prepared<HeldMessages> held) {
        this.custody = custody;
        this.knowledge = knowledge;
        this.stores = stores;
        this.held = held;
    }

    @Override
    public List<Errand> open(Register register) {
        List<Errand> open = new ArrayList<>();
        for (Hold hold : register.holds()) {
            Seen seen = new Seen(hold.id(), hold.stands());
            if (hold.state() == Hold.State.PLACED || hold.state() == Hold.State.GATHERING) {
                since.putIfAbsent(seen, System.nanoTime());
                open.add(new Gathering(hold, stores, custody, () -> isKnown(seen)));
            } else if (!hold.stands() && !hold.cleared()) {
                since.putIfAbsent(seen, System.nanoTime());
                if (isKnown(seen)) {
                    open.add(new Clearing(hold, held, stores.statements(), custody));
                }
            } else {
                since.remove(seen);
            }
        }
        return open;
    }

    private boolean isKnown(Seen seen) {
        Long first = since.get(seen);
        return first != null && System.nanoTime() - first > knowledge.limit().toNanos();
    }
}
