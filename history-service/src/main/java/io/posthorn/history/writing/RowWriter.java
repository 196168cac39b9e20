// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** Writes rows until Cassandra has them, or refuses one of them while it takes others. */
final class RowWriter {

    private final Prepared<Inserts> inserts;
    private final KnownSlices slices;
    private final Bulkhead inFlight;
    private final Insistence insistence;
    private final Availability availability;
    private final InstantSource time;
    private final Counter requests;
    private final Counter retries;

    RowWriter(
            Prepared<Inserts> inserts,
            WritingSettings settings,
            Insistence insistence,
            Availability availability,
            InstantSource time,
            MeterRegistry meters) {
        this.inserts = inserts;
        this.slices = new KnownSlices(settings.knownSlices());
        this.inFlight = new Bulkhead(settings.inFlight());
        this.insistence = insistence;
        this.availability = availability;
        this.time = time;
        this.requests = meters.counter("posthorn.history.bundles");
        this.retries = meters.counter("posthorn.history.retries");
    }

    /**
     * @param ours false: give up
     * @return how it ended with each row, in their order
     */
    CompletableFuture<List<Outcome>> write(Bundle bundle, BooleanSupplier ours) {
        Trial trial = new Trial(bundle);
        return insistence
                .until(attempt -> attempt(bundle, trial, ours), ours)
                .thenCompose(ended ->
                        ended.map(CompletableFuture::completedFuture).orElseGet(() -> writeApart(bundle, ours)));
    }

    /** So the one that is refused is found. */
    private CompletableFuture<List<Outcome>> writeApart(Bundle bundle, BooleanSupplier ours) {
        List<CompletableFuture<List<Outcome>>> each =
                bundle.apart().stream().map(row -> write(row, ours)).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(
                        all -> each.stream().flatMap(row -> row.join().stream()).toList());
    }

    /** No row is waiting to be written, so what failed last says nothing of now. */
    void nothingWaits() {
        availability.satisfied(Availability.Asker.WRITES);
    }

    /** @return empty: they must be written one by one */
    private CompletionStage<Optional<List<Outcome>>> attempt(Bundle bundle, Trial trial, BooleanSupplier ours) {
        return inFlight.run(() -> insert(bundle), ours)
                .handle((outcomes, failure) -> failure == null
                        ? CompletableFuture.completedFuture(Optional.of(outcomes))
                        : judge(bundle, trial.refused(StoreFailure.of(failure)), trial, failure))
                .thenCompose(ended -> ended);
    }

    /** The entry in the index first: a row that none leads to is invisible. */
    private CompletionStage<List<Outcome>> insert(Bundle bundle) {
        // Anew each time: while Cassandra is away, rows grow old.
        Instant now = time.instant();
        List<Fresh> fresh = bundle.fresh(now);
        if (fresh.isEmpty()) {
            return CompletableFuture.completedFuture(bundle.outcomes(now));
        }
        Inserts ready = inserts.get();
        requests.increment();
        return index(bundle, ready)
                .thenCompose(indexed -> ready.message().execute(fresh))
                .thenApply(written -> {
                    availability.answered(Availability.Asker.WRITES);
                    return bundle.outcomes(now);
                });
    }

    private CompletionStage<Void> index(Bundle bundle, Inserts ready) {
        return slices.contains(bundle.home())
                ? CompletableFuture.completedFuture(null)
                : ready.slice().execute(bundle.rows().get(0)).thenAccept(written -> slices.add(bundle.home()));
    }

    private CompletableFuture<Optional<List<Outcome>>> judge(
            Bundle bundle, Trial.Step step, Trial trial, Throwable failure) {
        return switch (step) {
            case LATER -> later(failure);
            case PROBE_BESIDE -> probe(InsertProbe::beside, bundle, trial, failure);
            case PROBE_ELSEWHERE -> probe(InsertProbe::elsewhere, bundle, trial, failure);
            case APART -> CompletableFuture.completedFuture(Optional.empty());
            case AGAIN -> again(failure);
            case GUILTY ->
                CompletableFuture.completedFuture(
                        Optional.of(List.of(new Outcome.Refused(StoreFailure.describe(failure)))));
        };
    }

    private CompletableFuture<Optional<List<Outcome>>> probe(
            BiFunction<InsertProbe, NewRow, CompletionStage<?>> where, Bundle bundle, Trial trial, Throwable failure) {
        return where.apply(inserts.get().probe(), bundle.rows().get(0))
                .handle((taken, refused) -> {
                    if (refused != null) {
                        // Its table may be another one when it takes something again.
                        slices.forgetAll();
                    }
                    return judge(bundle, trial.probed(refused == null), trial, failure);
                })
                .thenCompose(ended -> ended)
                .toCompletableFuture();
    }

    private <T> CompletableFuture<T> later(Throwable failure) {
        // That there is no connection yet is reported by who tries to make it.
        if (inserts.isReady()) {
            availability.failed(Availability.Asker.WRITES, failure);
        }
        return again(failure);
    }

    private <T> CompletableFuture<T> again(Throwable failure) {
        retries.increment();
        return CompletableFuture.failedFuture(failure);
    }
}
