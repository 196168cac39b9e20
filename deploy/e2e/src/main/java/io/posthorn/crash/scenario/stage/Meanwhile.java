// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Something happens again and again while something else is played. */
public final class Meanwhile {

    private Meanwhile() {}

    /** @param repeated on a thread of its own, at first after the first pause */
    public static void repeat(Duration pause, Runnable repeated, Runnable played) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleWithFixedDelay(repeated, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        try {
            played.run();
        } finally {
            clock.shutdownNow();
        }
    }
}
