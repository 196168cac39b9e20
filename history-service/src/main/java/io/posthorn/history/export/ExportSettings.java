// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an export may take of a service.
 *
 * @param atOnce exports that are answered at the same time; each holds a thread, and reads as fast as its client does
 * @param partRows of a part whose request names no number
 * @param mostRows that a request may name
 * @param partBytes of a part whose request names no size
 * @param mostBytes that a request may name
 * @param partTime after which a part ends, also without rows; a client waits longer than that
 * @param catchUp how long an export waits to begin while what it is about is on its way into the store
 * @param retryAfter what a client is told that comes when others are served, or too early
 */
@ConfigurationProperties("posthorn.history.export")
record ExportSettings(
        @DefaultValue("2") int atOnce,
        @DefaultValue("100000") long partRows,
        @DefaultValue("1000000") long mostRows,
        @DefaultValue("64MB") DataSize partBytes,
        @DefaultValue("1GB") DataSize mostBytes,
        @DefaultValue("5m") Duration partTime,
        @DefaultValue("5s") Duration catchUp,
        @DefaultValue("10s") Duration retryAfter) {

    ExportSettings {
        require(atOnce >= 1 && atOnce <= 100, "at-once", atOnce, "1 to 100");
        require(mostRows >= 1, "most-rows", mostRows, "1 or more");
        require(partRows >= 1 && partRows <= mostRows, "part-rows", partRows, "1 to most-rows");
        require(mostBytes.toBytes() >= 1, "most-bytes", mostBytes, "1B or more");
        require(
                partBytes.toBytes() >= 1 && partBytes.compareTo(mostBytes) <= 0,
                "part-bytes",
                partBytes,
                "1B to most-bytes");
        require(partTime.toMillis() >= 1, "part-time", partTime, "1ms or more");
        require(!catchUp.isNegative() && catchUp.toSeconds() <= 60, "catch-up", catchUp, "0s to 60s");
        require(retryAfter.toSeconds() >= 1, "retry-after", retryAfter, "1s or more");
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.export.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }
}
