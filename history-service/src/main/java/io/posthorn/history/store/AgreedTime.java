// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time from which the lives of rows are counted: Cassandra's, and none while this host's clock tells another. A clock that
 * jumps ahead would else let all that is read meanwhile count as expired, written nowhere and reported as kept. Thread-safe.
 */
public final class AgreedTime implements InstantSource {

    /** By which the two may differ. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** @param nanos when its answer was there, on the monotonic clock */
    private record Told(Instant time, long nanos) {}

    private final InstantSource own;
    private final LongSupplier nanos;
    private volatile @Nullable Told told;

    /** @param nanos the monotonic clock */
    public AgreedTime(InstantSource own, LongSupplier nanos) {
        this.own = own;
        this.nanos = nanos;
    }

    /** What Cassandra said just now. */
    public void told(Instant cassandra) {
        told = new Told(cassandra, nanos.getAsLong());
    }

    /**
     * @throws StoreAwayException Cassandra has not said its time yet
     * @throws ClocksDifferException they do not agree; it passes when the clocks are set right
     */
    @Override
    public Instant instant() {
        Told last = told;
        if (last == null) {
            throw new StoreAwayException();
        }
        Instant theirs = theirs(last);
        Instant ours = own.instant();
        if (!agree(ours, theirs)) {
            throw new ClocksDifferException(ours, theirs);
        }
        return theirs;
    }

    /** Empty where {@link #instant} throws: for those who do without. */
    public Optional<Instant> known() {
        return Optional.ofNullable(told).map(this::theirs).filter(theirs -> agree(own.instant(), theirs));
    }

    private Instant theirs(Told last) {
        return last.time().plusNanos(nanos.getAsLong() - last.nanos());
    }

    private static boolean agree(Instant ours, Instant theirs) {
        return Duration.between(ours, theirs).abs().compareTo(SKEW) <= 0;
    }
}
