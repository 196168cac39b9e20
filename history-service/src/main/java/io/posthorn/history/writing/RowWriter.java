// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Writes rows until Cassandra has them, or refuses one of them while it takes others. */
final class RowWriter {

    /** So often may a row break something in Cassandra before it is the row that is suspected. */
    private static final int DOUBTS = 10;
    /** The same of several rows at once, which are then written one by one. */
    private static final int DOUBTS_OF_MANY = 3;

    /** @param begun before it was sent */
    private record Taken(Instant begun, List<Outcome> outcomes) {}

    private final Prepared<Inserts> inserts;
    private final KnownSlices slices;
    private final Bulkhead inFlight;
    private final Insistence insistence;
    private final Availability availability;
    private final Clock clock;
    private final Counter requests;
    private final Counter retries;
    private final Trust trust = new Trust();

    RowWriter(
            Prepared<Inserts> inserts,
            WritingSettings settings,
            Insistence insistence,
            Availability availability,
            Clock clock,
            MeterRegistry meters) {
        this.inserts = inserts;
        this.slices = new KnownSlices(settings.knownSlices());
        this.inFlight = new Bulkhead(settings.inFlight());
        this.insistence = insistence;
        this.availability = availability;
        this.clock = clock;
        this.requests = meters.counter("posthorn.history.bundles");
        this.retries = meters.counter("posthorn.history.retries");
    }

    /**
     * @param ours false: give up
     * @return how it ended with each row, in their order
     */
    CompletableFuture<List<Outcome>> write(Bundle bundle, BooleanSupplier ours) {
        return insistence
                .until(attempt -> attempt(bundle, attempt, ours), ours)
                .thenCompose(ended -> ended.map(CompletableFuture::completedFuture)
                        .orElseGet(() -> writeApart(bundle, ours)));
    }

    /** So the one that is refused is found. */
    private CompletableFuture<List<Outcome>> writeApart(Bundle bundle, BooleanSupplier ours) {
        List<CompletableFuture<List<Outcome>>> each =
                bundle.apart().stream().map(row -> write(row, ours)).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(all -> each.stream()
                        .flatMap(row -> row.join().stream())
                        .toList());
    }

    /** No row is waiting to be written, so what failed last says nothing of now. */
    void nothingWaits() {
        availability.satisfied(Availability.Asker.WRITES);
    }

    /** Empty: they must be written one by one. */
    private CompletionStage<Optional<List<Outcome>>> attempt(Bundle bundle, int attempt, BooleanSupplier ours) {
        return inFlight.run(() -> insert(bundle), ours)
                .handle((taken, failure) -> failure == null ? believe(taken) : judge(bundle, attempt, failure))
                .thenCompose(ended -> ended);
    }

    /** The entry in the index first: a row that none leads to is invisible. */
    private CompletionStage<Taken> insert(Bundle bundle) {
        // Anew each time: while Cassandra is away, rows grow old.
        Instant now = clock.instant();
        List<Fresh> fresh = bundle.fresh(now);
        Taken taken = new Taken(now, bundle.outcomes(now));
        if (fresh.isEmpty()) {
            return CompletableFuture.completedFuture(taken);
        }
        Inserts ready = inserts.get();
        requests.increment();
        return index(bundle, ready)
                .thenCompose(indexed -> ready.message().execute(fresh))
                .thenApply(written -> taken);
    }

    private CompletionStage<Void> index(Bundle bundle, Inserts ready) {
        return slices.contains(bundle.home())
                ? CompletableFuture.completedFuture(null)
                : ready.slice().execute(bundle.rows().get(0)).thenAccept(written -> slices.add(bundle.home()));
    }

    private CompletableFuture<Optional<List<Outcome>>> believe(Taken taken) {
        if (taken.outcomes().stream().noneMatch(Outcome.Written.class::isInstance)) {
            return CompletableFuture.completedFuture(Optional.of(taken.outcomes()));
        }
        if (!trust.believes(taken.begun())) {
            retries.increment();
            return CompletableFuture.failedFuture(
                    new IllegalStateException("written right after a table was missing: once more"));
        }
        availability.answered(Availability.Asker.WRITES);
        return CompletableFuture.completedFuture(Optional.of(taken.outcomes()));
    }

    private CompletableFuture<Optional<List<Outcome>>> judge(Bundle bundle, int attempt, Throwable failure) {
        StoreFailure kind = StoreFailure.of(failure);
        boolean one = bundle.rows().size() == 1;
        if (kind == StoreFailure.AWAY || kind == StoreFailure.DOUBTFUL && attempt < (one ? DOUBTS : DOUBTS_OF_MANY)) {
            return later(failure);
        }
        Optional<List<Outcome>> guilty =
                one ? Optional.of(List.of(new Outcome.Refused(StoreFailure.describe(failure)))) : Optional.empty();
        NewRow any = bundle.rows().get(0);
        InsertProbe probe = inserts.get().probe();
        return (kind == StoreFailure.DOUBTFUL ? probe.beside(any) : probe.elsewhere(any))
                .toCompletableFuture()
                .handle((taken, refused) -> {
                    if (refused == null) {
                        return CompletableFuture.completedFuture(guilty);
                    }
                    if (StoreFailure.of(refused) == StoreFailure.REFUSED) {
                        trust.tableFailed(clock.instant());
                        slices.forgetAll();
                    }
                    return this.<Optional<List<Outcome>>>later(failure);
                })
                .thenCompose(outcome -> outcome);
    }

    private <T> CompletableFuture<T> later(Throwable failure) {
        retries.increment();
        // That there is no connection yet is reported by who tries to make it.
        if (inserts.isReady()) {
            availability.failed(Availability.Asker.WRITES, failure);
        }
        return CompletableFuture.failedFuture(failure);
    }
}
