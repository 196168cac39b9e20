// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.machine.CannotStart;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts again what ends, a second later, and after growing pauses where that fails. One thread watches each child. */
final class Supervision implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Consumer<String> tell;
    private final Runnable restarted;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * @param tell hears, for a person, what happens
     * @param restarted a child is another process now, and ready
     */
    Supervision(Collection<? extends ChildJvm> children, Consumer<String> tell, Runnable restarted) {
        this.tell = tell;
        this.restarted = restarted;
        children.forEach(child -> threads.execute(() -> watch(child)));
    }

    private void watch(ChildJvm child) {
        try {
            while (isOpenAfter(Duration.ZERO)) {
                int exitCode = child.awaitEnd();
                if (isOpenAfter(Duration.ZERO)) {
                    tell.accept("%s (process %d) ended with exit code %d. It is started again."
                            .formatted(child.name(), child.pid(), exitCode));
                    startAgain(child);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void startAgain(ChildJvm child) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (isOpenAfter(pause)) {
            try {
                child.start();
                restarted.run();
                tell.accept(child.name() + " is ready again as process " + child.pid() + ".");
                return;
            } catch (CannotStart | UncheckedIOException e) {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                tell.accept("%s It is tried again in %d s.".formatted(e.getMessage(), pause.toSeconds()));
            }
        }
    }

    private boolean isOpenAfter(Duration pause) throws InterruptedException {
        return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing is started any more when it returns. */
    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
