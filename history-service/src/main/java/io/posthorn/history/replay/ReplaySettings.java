// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How pages are read.
 *
 * @param threads pages that are read at once; twice as many are in memory, each until it is written
 * @param maxRequests requests under way or waiting for a thread; above it nothing more is read from Kafka
 * @param maxMessages of one page, whatever is asked for
 * @param maxBytes of one page, whatever is asked for; one larger message alone is a page
 * @param maxRows read for one page, also when most of them are only counted
 */
@ConfigurationProperties("posthorn.history.replay")
record ReplaySettings(
        @DefaultValue("8") int threads,
        @DefaultValue("500") int maxRequests,
        @DefaultValue("1000") int maxMessages,
        @DefaultValue("1MB") DataSize maxBytes,
        @DefaultValue("5000") int maxRows) {

    ReplaySettings {
        require(threads >= 1, "threads", threads, "1 or more");
        require(maxRequests >= 1, "max-requests", maxRequests, "1 or more");
        require(maxMessages >= 1, "max-messages", maxMessages, "1 or more");
        require(maxBytes.toBytes() >= 1, "max-bytes", maxBytes, "1B or more");
        require(maxRows >= maxMessages, "max-rows", maxRows, "max-messages or more");
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.replay.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }
}
