// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(2);
    private final List<String> begun = new ArrayList<>();

    @Test
    void nobodyIsBegunWhileSoManyAreUnderWay() {
        CompletableFuture<String> first = new CompletableFuture<>();
        run("a", first);
        run("b", new CompletableFuture<>());
        CompletableFuture<String> third = run("c", CompletableFuture.completedFuture("done"));

        assertThat(begun).containsExactly("a", "b");
        assertThat(third).isNotDone();

        first.complete("done");

        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(third).isCompletedWithValue("done");
    }

    @Test
    void whoWaitsLongestIsNext() {
        CompletableFuture<String> first = new CompletableFuture<>();
        run("a", first);
        run("b", new CompletableFuture<>());
        run("c", new CompletableFuture<>());
        run("d", new CompletableFuture<>());

        first.complete("done");

        assertThat(begun).containsExactly("a", "b", "c");
    }

    @Test
    void aFailureGivesItsPlaceBack() {
        CompletableFuture<String> failing = new CompletableFuture<>();
        CompletableFuture<String> result = run("a", failing);
        run("b", CompletableFuture.failedFuture(new IllegalStateException("away")));
        run("c", new CompletableFuture<>());
        failing.completeExceptionally(new IllegalStateException("away"));
        run("d", new CompletableFuture<>());
        run("e", new CompletableFuture<>());

        assertThat(result).isCompletedExceptionally();
        assertThat(begun).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatIsThrownFailsTheResultAndGivesThePlaceBack() {
        for (int i = 0; i < 5; i++) {
            assertThat(bulkhead.run(
                            () -> {
                                throw new IllegalArgumentException("no codec");
                            },
                            () -> true))
                    .isCompletedExceptionally();
            assertThat(bulkhead.run(
                            () -> {
                                throw new StackOverflowError();
                            },
                            () -> true))
                    .isCompletedExceptionally();
        }

        assertThat(run("a", CompletableFuture.completedFuture("done"))).isCompletedWithValue("done");
    }

    @Test
    void whatIsNotOursAnyMoreIsNotBegun() {
        AtomicBoolean ours = new AtomicBoolean(true);
        CompletableFuture<String> first = new CompletableFuture<>();
        run("a", first);
        run("b", new CompletableFuture<>());
        CompletableFuture<String> given = bulkhead.run(() -> begin("c", new CompletableFuture<>()), ours::get);
        CompletableFuture<String> after = run("d", CompletableFuture.completedFuture("done"));

        ours.set(false);
        first.complete("done");

        assertThat(given).isCancelled();
        assertThat(begun).containsExactly("a", "b", "d");
        assertThat(after).isCompletedWithValue("done");
    }

    @Test
    void manyThatEndAtOnceDoNotGrowTheStack() {
        List<CompletableFuture<String>> blockers = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        blockers.forEach(each -> run("blocker", each));
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            waiting.add(bulkhead.run(() -> CompletableFuture.completedFuture("done"), () -> true));
        }

        blockers.get(0).complete("done");

        assertThat(waiting).allMatch(each -> each.isDone() && !each.isCompletedExceptionally());
    }

    @Test
    void ofManyThreadsNeverMoreAreUnderWayAndNoPlaceIsLost() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                int number = i;
                all.add(CompletableFuture.supplyAsync(
                                () -> bulkhead.run(
                                        () -> {
                                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                                            return CompletableFuture.supplyAsync(
                                                    () -> {
                                                        underWay.decrementAndGet();
                                                        return number;
                                                    },
                                                    threads);
                                        },
                                        () -> true),
                                threads)
                        .thenCompose(result -> result));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        assertThat(most.get()).isBetween(1, 2);
        nobodyIsBegunWhileSoManyAreUnderWay();
    }

    @Test
    void letsAtLeastOneThrough() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bulkhead(0)).withMessageContaining("1 or more");
    }

    private CompletableFuture<String> run(String name, CompletableFuture<String> task) {
        return bulkhead.run(() -> begin(name, task), () -> true);
    }

    private CompletableFuture<String> begin(String name, CompletableFuture<String> task) {
        begun.add(name);
        return task;
    }
}
