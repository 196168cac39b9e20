// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.deadline;

/**
 * The moments that count for one connection, in milliseconds on the monotonic clock.
 *
 * @param since beginning of the phase
 * @param heard last sign of life from the device
 * @param pinged last ping sent
 * @param tokenEnds when its token expires
 * @param asked whether a new token has been asked for
 */
public record ConnectionTimes(Phase phase, long since, long heard, long pinged, long tokenEnds, boolean asked) {

    /** One thing at a time: what ends the connection comes first. */
    public Due due(long now, DeadlineSettings settings) {
        if (!phase.isLive()) {
            return now - since >= settings.closeTimeout().toMillis() ? Due.ABORT : Due.NOTHING;
        }
        if (now >= tokenEnds) {
            return Due.TOKEN_EXPIRED;
        }
        if (phase == Phase.AWAITING_HELLO
                && now - since >= settings.helloTimeout().toMillis()) {
            return Due.NO_HELLO;
        }
        if (phase == Phase.AWAITING_RESUMED
                && now - since >= settings.resumedTimeout().toMillis()) {
            return Due.NOT_RESUMED;
        }
        if (now - heard >= 2 * settings.heartbeat().toMillis()) {
            return Due.SILENT;
        }
        if (!asked && tokenEnds - now <= settings.tokenNotice().toMillis()) {
            return Due.ASK_FOR_TOKEN;
        }
        return now - pinged >= settings.heartbeat().toMillis() ? Due.PING : Due.NOTHING;
    }
}
