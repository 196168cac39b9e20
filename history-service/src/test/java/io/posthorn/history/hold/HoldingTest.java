// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.consuming.Backoff;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.custody.Criteria;
import io.posthorn.history.custody.Standstill;
import io.posthorn.history.custody.TestKnowledge;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.tier.Owner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldingTest {

    private static final int AT_ONCE = 4;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Availability availability = new Availability(Clock.systemUTC());
    private final TestKnowledge known = new TestKnowledge();
    private final AtomicBoolean ours = new AtomicBoolean(true);

    @BeforeEach
    void connect() {
        availability.answered(Availability.Asker.CONNECTION);
    }

    private final List<String> removed = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        ours.set(false);
        timer.shutdownNow();
    }

    @Test
    void aCopyIsNotGivenUpAndHealthSaysSoUntilItIsThere() throws Exception {
        known.place("h", of("user-1"));
        AtomicInteger attempts = new AtomicInteger();
        AtomicBoolean refuses = new AtomicBoolean(true);
        CompletableFuture<Void> kept = holding((hold, row) -> {
                    attempts.incrementAndGet();
                    return refuses.get()
                            ? CompletableFuture.failedStage(new IllegalArgumentException("refused"))
                            : CompletableFuture.completedStage(null);
                })
                .keep(rows(1), ours::get);

        await().until(() -> attempts.get() > 30);
        assertThat(kept).isNotDone();
        assertThat(availability.away()).isPresent();
        refuses.set(false);
        kept.get(5, TimeUnit.SECONDS);
        assertThat(availability.away()).isEmpty();
    }

    @Test
    void oneThatFailsIsRepeatedAlone() throws Exception {
        known.place("h", of("user-1"));
        AtomicInteger calls = new AtomicInteger();

        holding((hold, row) -> calls.incrementAndGet() == 3
                        ? CompletableFuture.failedStage(new IllegalStateException("once"))
                        : CompletableFuture.completedStage(null))
                .keep(rows(20), ours::get)
                .get(5, TimeUnit.SECONDS);

        assertThat(calls).hasValue(21);
    }

    @Test
    void fewAreUnderWayAtOnce() throws Exception {
        known.place("h", of("user-1"));
        known.place("all", new Criteria(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty()));
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();

        holding((hold, row) -> {
                    calls.incrementAndGet();
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    CompletableFuture<Void> later = new CompletableFuture<>();
                    timer.schedule(
                            () -> {
                                underWay.decrementAndGet();
                                later.complete(null);
                            },
                            1,
                            TimeUnit.MILLISECONDS);
                    return later;
                })
                .keep(rows(50), ours::get)
                .get(5, TimeUnit.SECONDS);

        assertThat(calls).hasValue(100);
        assertThat(most.get()).isLessThanOrEqualTo(AT_ONCE);
    }

    @Test
    void whatIsReleasedMeanwhileIsLetGo() throws Exception {
        known.place("h", of("user-1"));
        CompletableFuture<Void> kept = holding(HoldingTest::refuse).keep(rows(3), ours::get);
        await().until(() -> availability.away().isPresent());

        known.release("h");

        kept.get(5, TimeUnit.SECONDS);
        assertThat(availability.away()).isEmpty();
    }

    @Test
    void whatIsSomebodyElsesIsNoStandstillHere() {
        known.place("h", of("user-1"));
        CompletableFuture<Void> kept = holding(HoldingTest::refuse).keep(rows(3), ours::get);
        await().until(() -> availability.away().isPresent());

        ours.set(false);

        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> kept.get(5, TimeUnit.SECONDS))
                .withRootCauseInstanceOf(CancellationException.class);
        assertThat(availability.away()).isEmpty();
    }

    @Test
    void oldKnowledgeIsInHealthUntilItIsFresh() throws Exception {
        Holding holding = holding(HoldingTest::refuse);
        known.growOld();

        CompletableFuture<Void> waiting = holding.known(ours::get);

        assertThat(waiting).isNotDone();
        assertThat(availability.away().orElseThrow().asker()).isEqualTo(Availability.Asker.CUSTODY);
        known.learn();
        waiting.get(5, TimeUnit.SECONDS);
        assertThat(availability.away()).isEmpty();
    }

    /** Its writer stood still between its last look and the copy, and the hold is cleared. */
    @Test
    void aCopyThatComesAfterTheReleaseIsRemoved() throws Exception {
        known.place("h", of("user-1"));

        holding((hold, row) -> {
                    known.release("h");
                    return CompletableFuture.completedStage(null);
                })
                .keep(rows(1), ours::get)
                .get(5, TimeUnit.SECONDS);

        assertThat(removed).containsExactly("h");
    }

    @Test
    void whatAFailedAttemptMayHaveLeftIsRemovedAfterTheRelease() throws Exception {
        known.place("h", of("user-1"));

        holding((hold, row) -> {
                    known.release("h");
                    return CompletableFuture.failedStage(new IllegalStateException("timed out, and is there"));
                })
                .keep(rows(1), ours::get)
                .get(5, TimeUnit.SECONDS);

        assertThat(removed).containsExactly("h");
    }

    /** It may be released, and cleared. */
    @Test
    void aCopyDoesNotCountWhileItIsNotKnownWhetherItsHoldStands() throws Exception {
        known.place("h", of("user-1"));
        AtomicBoolean first = new AtomicBoolean(true);
        CompletableFuture<Void> kept = holding((hold, row) -> {
                    if (first.getAndSet(false)) {
                        known.growOld();
                    }
                    return CompletableFuture.completedStage(null);
                })
                .keep(rows(1), ours::get);

        await().until(() -> !first.get());
        assertThat(kept).isNotDone();
        known.learn();
        kept.get(5, TimeUnit.SECONDS);
        assertThat(removed).isEmpty();
    }

    @Test
    void aCopyOfAHoldThatStandsIsNotTouched() throws Exception {
        known.place("h", of("user-1"));

        holding((hold, row) -> CompletableFuture.completedStage(null))
                .keep(rows(20), ours::get)
                .get(5, TimeUnit.SECONDS);

        assertThat(removed).isEmpty();
    }

    private Holding holding(BiFunction<String, Placed, CompletionStage<Void>> copy) {
        Holding.Copying copying = new Holding.Copying() {
            @Override
            public CompletionStage<Void> copy(String hold, Placed row) {
                return copy.apply(hold, row);
            }

            @Override
            public CompletionStage<Void> remove(String hold, Placed row) {
                removed.add(hold);
                return CompletableFuture.completedStage(null);
            }
        };
        Insistence insistence = new Insistence(timer, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
        return new Holding(known.knowledge(), copying, insistence, new Bulkhead(AT_ONCE), new Standstill(availability));
    }

    private static CompletionStage<Void> refuse(String hold, Placed row) {
        return CompletableFuture.failedStage(new IllegalArgumentException("refused"));
    }

    private static Criteria of(String user) {
        return new Criteria(List.of(user), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private static List<Placed> rows(int count) {
        Message message = Message.newBuilder().setUser("user-1").build();
        return IntStream.range(0, count)
                .mapToObj(i -> new Placed(Owner.user("user-1"), message))
                .toList();
    }
}
