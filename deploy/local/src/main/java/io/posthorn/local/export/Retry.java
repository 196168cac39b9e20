// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two tries against another process, of which nothing tells when it is ready. */
@FunctionalInterface
interface Retry {

    void after(Duration pause) throws InterruptedException;

    static Retry waiting() {
        CountDownLatch never = new CountDownLatch(1);
        return pause -> {
            if (never.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        };
    }
}
