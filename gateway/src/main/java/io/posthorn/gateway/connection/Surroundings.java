// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.gateway.deadline.DeadlineSettings;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.event.ConnectionLog;
import io.posthorn.gateway.limit.Rate;
import io.posthorn.gateway.token.TokenRenewal;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/**
 * What every connection of a gateway shares: one reference in each of them.
 *
 * @param frames how fast a device may talk, in microseconds
 * @param reconnectAfter draws, in milliseconds
 */
record Surroundings(
        String gateway,
        DeadlineSettings deadlines,
        MonotonicClock clock,
        InstantSource wallClock,
        ConnectionLog log,
        TokenRenewal tokens,
        Rate frames,
        ConnectionMetrics metrics,
        IntSupplier reconnectAfter) {}
