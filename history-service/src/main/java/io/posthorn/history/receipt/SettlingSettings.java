// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How receipts of ranges are written.
 *
 * @param threads ranges that are read at once
 * @param rows whose receipts are on their way at once, for each range
 */
@ConfigurationProperties("posthorn.history.settling")
record SettlingSettings(
        @DefaultValue("4") int threads,
        @DefaultValue("1000") int rows) {

    SettlingSettings {
        require(threads >= 1, "threads", threads);
        require(rows >= 1, "rows", rows);
    }

    private static void require(boolean holds, String property, int value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.settling.%s is %d, allowed: 1 or more".formatted(property, value));
        }
    }
}
