// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats what fails until it succeeds, without holding a thread meanwhile. */
public final class Insistence {

    private static final Logger log = LoggerFactory.getLogger(Insistence.class);

    /** What is repeated; a failure that will not pass is a value of it and not an exception. */
    @FunctionalInterface
    public interface Task<T> {
        /** @param attempt from 1 */
        CompletionStage<T> attempt(int attempt);
    }

    private final ScheduledExecutorService timer;
    private final Backoff backoff;

    public Insistence(ScheduledExecutorService timer, Backoff backoff) {
        this.timer = timer;
        this.backoff = backoff;
    }

    /** @param ours false: give up, somebody else does it; the result is then cancelled */
    public <T> CompletableFuture<T> until(Task<T> task, BooleanSupplier ours) {
        CompletableFuture<T> result = new CompletableFuture<>();
        attempt(task, 1, ours, result);
        return result;
    }

    private <T> void attempt(Task<T> task, int attempt, BooleanSupplier ours, CompletableFuture<T> result) {
        if (!ours.getAsBoolean()) {
            result.cancel(false);
            return;
        }
        run(task, attempt).whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                timer.schedule(
                        () -> attempt(task, attempt + 1, ours, result),
                        backoff.pause(attempt).toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        });
    }

    private static <T> CompletionStage<T> run(Task<T> task, int attempt) {
        try {
            return task.attempt(attempt);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        } catch (Error e) {
            log.error("Attempt {} ended in an error and is made again", attempt, e);
            return CompletableFuture.failedStage(e);
        }
    }
}
