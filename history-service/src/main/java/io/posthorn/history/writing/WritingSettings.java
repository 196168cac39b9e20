// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How messages are written.
 *
 * @param sliceRows messages of a user in one partition at most; fixed for the life of the tables, since it is part of the key
 * @param maxRows rows on their way to Cassandra at once; above it nothing more is read from Kafka
 * @param maxBytes the same in bytes
 * @param knownSlices entries of the index of partitions that are remembered as written
 */
@ConfigurationProperties("posthorn.history.writing")
record WritingSettings(
        @DefaultValue("50000") int sliceRows,
        @DefaultValue("2000") int maxRows,
        @DefaultValue("32MB") DataSize maxBytes,
        @DefaultValue("100000") int knownSlices) {

    WritingSettings {
        require(sliceRows >= 1, "slice-rows", sliceRows, "1 or more");
        require(maxRows >= 1, "max-rows", maxRows, "1 or more");
        require(maxBytes.toBytes() >= 1, "max-bytes", maxBytes, "1B or more");
        require(knownSlices >= 1, "known-slices", knownSlices, "1 or more");
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.writing.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }
}
