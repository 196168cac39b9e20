// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.frame;

/** Ten errors in 10 s are too many. Only connections that made one have it. */
public final class ErrorBudget {

    private static final int ERRORS = 10;
    private static final long MILLIS = 10_000;

    private final long[] times = new long[ERRORS];
    private int errors;

    /** @return whether this error is the one too many */
    public boolean spend(long now) {
        times[errors++ % ERRORS] = now;
        return errors >= ERRORS && now - times[errors % ERRORS] <= MILLIS;
    }
}
