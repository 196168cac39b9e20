// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two tries against another process, of which nothing tells when it is ready. */
final class Retry {

    private final CountDownLatch never = new CountDownLatch(1);

    void after(Duration pause) throws InterruptedException {
        if (never.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
