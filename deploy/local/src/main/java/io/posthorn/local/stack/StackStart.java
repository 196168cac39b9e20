// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.jvm.ChildJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The order of a start: Kafka and Cassandra together, gateways and delivery when Kafka answers, history when both do.
 * The first failure ends it.
 */
final class StackStart {

    private final LocalStack stack;
    private final StackListener listener;
    private final long begun = System.nanoTime();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    StackStart(LocalStack stack, StackListener listener) {
        this.stack = stack;
        this.listener = listener;
    }

    void run() {
        tell("token issuer", stack.issuer().uri());
        try {
            CompletableFuture.allOf(steps().toArray(CompletableFuture[]::new)).thenRun(() -> end.complete(null));
            end.get();
            endThreads();
        } catch (ExecutionException e) {
            endThreads();
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            endThreads();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the stack was starting", e);
        }
    }

    private List<CompletableFuture<Void>> steps() {
        CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);
        CompletableFuture<Void> kafka =
                after(nothing, stack.kafka(), stack.kafka().bootstrapServers());
        CompletableFuture<Void> cassandra = after(
                nothing,
                stack.cassandra(),
                stack.cassandra().host() + ":" + stack.cassandra().port());
        CompletableFuture<Void> both = CompletableFuture.allOf(kafka, cassandra);
        List<CompletableFuture<Void>> steps = new ArrayList<>(List.of(kafka, cassandra));
        for (Service service : Service.values()) {
            CompletableFuture<Void> needed = service == Service.HISTORY ? both : kafka;
            stack.all(service)
                    .forEach(process ->
                            steps.add(after(needed, process, process.uri().toString())));
        }
        return steps;
    }

    private CompletableFuture<Void> after(CompletableFuture<Void> needed, ChildJvm child, String address) {
        CompletableFuture<Void> step = needed.thenRunAsync(
                () -> {
                    child.start();
                    tell(child.name(), address);
                },
                threads);
        step.whenComplete((done, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure instanceof CompletionException e ? e.getCause() : failure);
            }
        });
        return step;
    }

    private void tell(String name, String address) {
        listener.ready(name, address, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Nothing may be started any more when the stack is closed after a failure. */
    private void endThreads() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
