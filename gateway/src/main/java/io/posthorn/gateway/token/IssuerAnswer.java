// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer said last at one of its addresses, and when it may be asked again. Whoever sends a token with a key that
 * nobody knows makes us want to ask, so that alone must not be enough. Times are milliseconds on the monotonic clock.
 *
 * @param content absent: nothing of use was ever said
 * @param saidAt when it was
 * @param askedAt when it was asked last, whatever became of it
 * @param answered whether it answered then
 */
record IssuerAnswer<T>(@Nullable T content, long saidAt, long askedAt, boolean answered) {

    private static final long NOT_SOONER_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long NOT_SOONER_AFTER_SILENCE_MILLIS = 1_000;

    static <T> IssuerAnswer<T> said(T content, long now) {
        return new IssuerAnswer<>(content, now, now, true);
    }

    static <T> IssuerAnswer<T> nothing(long now) {
        return new IssuerAnswer<>(null, now, now, false);
    }

    /** It was asked and said nothing of use. */
    IssuerAnswer<T> silent(long now) {
        return new IssuerAnswer<>(content, saidAt, now, false);
    }

    boolean mayBeAsked(long now) {
        return now - askedAt >= (answered ? NOT_SOONER_MILLIS : NOT_SOONER_AFTER_SILENCE_MILLIS);
    }

    /** What counts now without asking; absent: nothing. */
    @Nullable
    T counting(long now, Duration trusted) {
        return answered || now - saidAt < trusted.toMillis() ? content : null;
    }
}
