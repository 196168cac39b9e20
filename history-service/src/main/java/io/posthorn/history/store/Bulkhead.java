// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets so many requests be under way at once; the others take their turn in the order in which they came. No thread is held
 * meanwhile: what waits is begun by whichever thread ends what was before it.
 */
public final class Bulkhead {

    private final Queue<Turn<?>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free;
    private final AtomicInteger calls = new AtomicInteger();

    /** @param most under way at once */
    public Bulkhead(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a bulkhead lets " + most + " through, allowed: 1 or more");
        }
        this.free = new AtomicInteger(most);
    }

    /**
     * @param task begins a request; not called before its turn. What it throws fails the result
     * @param ours asked when its turn has come; false: it is not begun, the result is cancelled
     */
    public <T> CompletableFuture<T> run(Supplier<? extends CompletionStage<T>> task, BooleanSupplier ours) {
        Turn<T> turn = new Turn<>(task, ours, new CompletableFuture<>());
        waiting.add(turn);
        begin();
        return turn.result;
    }

    /** One thread at a time begins turns, so one that ends at once begins the next without growing the stack. */
    private void begin() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            while (free.get() > 0) {
                Turn<?> next = waiting.poll();
                if (next == null) {
                    break;
                }
                free.decrementAndGet();
                next.begin(this::ended);
            }
            seen = calls.addAndGet(-seen);
        } while (seen > 0);
    }

    private void ended() {
        free.incrementAndGet();
        begin();
    }

    private record Turn<T>(
            Supplier<? extends CompletionStage<T>> task, BooleanSupplier ours, CompletableFuture<T> result) {

        void begin(Runnable ended) {
            begun().whenComplete((value, failure) -> {
                ended.run();
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }

        private CompletionStage<T> begun() {
            try {
                if (ours.getAsBoolean()) {
                    return task.get();
                }
                CompletableFuture<T> cancelled = new CompletableFuture<>();
                cancelled.cancel(false);
                return cancelled;
            } catch (RuntimeException | Error e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }
}
