// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What this instance knows of holds and erasures, and for how long it may rely on it. Thread-safe. */
public final class Knowledge {

    /** @param begun before it was asked for, on the monotonic clock */
    private record Known(Register register, long begun) {}

    private final Duration limit;
    private final LongSupplier nanos;
    private volatile @Nullable Known known;

    /** @param nanos the monotonic clock */
    public Knowledge(Duration limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /** What was asked for earlier and comes later is not news. */
    synchronized void learned(Register register, long begun) {
        Known before = known;
        if (before == null || begun - before.begun() >= 0) {
            known = new Known(register, begun);
        }
    }

    long now() {
        return nanos.getAsLong();
    }

    /** Whatever was placed longer than {@link #limit} ago is in it; empty when that cannot be said. */
    public Optional<Register> fresh() {
        Known now = known;
        return now == null || nanos.getAsLong() - now.begun() > limit.toNanos()
                ? Optional.empty()
                : Optional.of(now.register());
    }

    /** However old; empty before anything is known. */
    public Optional<Register> last() {
        Known now = known;
        return now == null ? Optional.empty() : Optional.of(now.register());
    }

    /** After this, whatever was placed is known by everybody who writes. */
    public Duration limit() {
        return limit;
    }
}
