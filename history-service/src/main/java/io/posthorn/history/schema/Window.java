// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.schema;

import io.posthorn.history.tier.Tier;
import java.time.Duration;

/**
 * Time window of a tier's compaction: 24 of them over its retention, so that a whole window expires at once and its files are
 * dropped unread.
 */
record Window(String unit, long size) {

    private static final int WINDOWS = 24;

    static Window of(Tier tier) {
        Duration retention = tier.retention();
        if (retention == null) {
            return new Window("DAYS", 30);
        }
        if (retention.toHours() >= WINDOWS) {
            return new Window("HOURS", retention.toHours() / WINDOWS);
        }
        return new Window("MINUTES", Math.max(1, retention.toMinutes() / WINDOWS));
    }
}
