// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.util.concurrent.Semaphore;

/** How many exports are answered at the same time. */
final class ExportSlots {

    private final Semaphore free;

    ExportSlots(int atOnce) {
        this.free = new Semaphore(atOnce);
    }

    /** Held until it is closed. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws ProblemException none is free */
    Slot take() {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.BUSY, "As many exports as this service serves at once are being served. Try again.");
        }
        return free::release;
    }
}
