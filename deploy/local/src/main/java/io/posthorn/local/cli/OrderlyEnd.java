// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that a signal (Ctrl-C, SIGTERM) interrupts, and that may then close what it has opened before this JVM ends. */
final class OrderlyEnd {

    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(45);

    private OrderlyEnd() {}

    static int of(Callable<Integer> work) throws Exception {
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> interrupt(worker, done), "orderly end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            done.countDown();
        }
    }

    private static void interrupt(Thread worker, CountDownLatch done) {
        if (done.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            done.await(TIME_TO_CLOSE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
