// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.reconnect;

import io.posthorn.contracts.wire.CloseCode;
import java.time.Duration;
import java.util.Optional;

/**
 * When a client comes back. A pause with backoff is drawn from all of zero to a bound (full jitter), and the bound doubles
 * with each failure in a row, so that devices which lost the same gateway do not come back as one.
 *
 * @param comesBack whether it comes back at all
 * @param base bound of the first pause
 * @param cap bound that is never passed; a connection that lived this long ends a row of failures
 */
public record ReconnectPolicy(boolean comesBack, Duration base, Duration cap) {

    public static final ReconnectPolicy DEFAULT =
            new ReconnectPolicy(true, Duration.ofMillis(200), Duration.ofSeconds(20));

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 30;

    public ReconnectPolicy {
        if (base.isNegative() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException(
                    "pauses from base " + base + " to cap " + cap + ", allowed: 0 <= base <= cap");
        }
    }

    /**
     * @param code the connection ended with
     * @param told {@code goAway.reconnectAfter}, if the connection heard one
     * @param failures before this one, in a row
     * @param random from 0 to 1
     * @return empty: never
     */
    public Optional<Duration> pauseAfter(int code, Optional<Duration> told, int failures, double random) {
        if (!comesBack) {
            return Optional.empty();
        }
        Duration drawn = drawn(failures, random);
        return switch (CloseCode.reconnectAfter(code)) {
            case NEVER -> Optional.empty();
            case WITH_BACKOFF ->
                Optional.of(told.filter(time -> time.compareTo(drawn) > 0).orElse(drawn));
            case NOT_BEFORE_A_MINUTE -> Optional.of(MINUTE.plus(drawn));
            case WHEN_TOLD -> told.or(() -> Optional.of(drawn));
        };
    }

    /** Of a handshake that was answered with an HTTP status, or not at all. */
    public Optional<Duration> pauseAfterRefusal(int status, int failures, double random) {
        boolean forGood = status == 401 || status == 403;
        return comesBack && !forGood ? Optional.of(drawn(failures, random)) : Optional.empty();
    }

    private Duration drawn(int failures, double random) {
        double bound =
                Math.min((double) cap.toNanos(), base.toNanos() * Math.pow(2, Math.min(failures, MOST_DOUBLINGS)));
        return Duration.ofNanos((long) (bound * random));
    }
}
