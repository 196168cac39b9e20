// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.store.Availability;
import java.util.HashSet;
import java.util.Set;

/** What keeps messages from counting as written on account of holds: health says so until nothing of it is left. Thread-safe. */
public final class Standstill {

    private final Availability availability;
    private final Set<Object> causes = new HashSet<>();

    public Standstill(Availability availability) {
        this.availability = availability;
    }

    public synchronized void failed(Object cause, Throwable reason) {
        causes.add(cause);
        availability.failed(Availability.Asker.CUSTODY, reason);
    }

    /** @param reason that says less than any other */
    public synchronized void waits(Object cause, Throwable reason) {
        if (causes.isEmpty()) {
            availability.failed(Availability.Asker.CUSTODY, reason);
        }
        causes.add(cause);
    }

    public synchronized void ended(Object cause) {
        if (causes.remove(cause) && causes.isEmpty()) {
            availability.answered(Availability.Asker.CUSTODY);
        }
    }
}
