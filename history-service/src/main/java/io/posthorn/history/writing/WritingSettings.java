// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How messages are written.
 *
 * <p>A message takes at most 72 KB: 64 KB of content, 3 KB of title, what is left for ids and for what Cassandra keeps beside its
 * 26 columns. 1,000 of them are 72 MB, so no partition comes to 100 MB, whoever writes what; ten thousand could be 720 MB. What
 * is usual is 500 bytes, and 0.5 MB. The price is a row in the index of partitions for each 1,000 messages.
 *
 * @param sliceRows messages of a user in one partition at most; fixed for the life of the tables, since it is part of the key:
 *     with another number a message that is written again comes out a second time
 * @param maxRows rows on their way to Cassandra at once; above it nothing more is read from Kafka
 * @param maxBytes the same in bytes
 * @param inFlight requests to Cassandra at once, over all partitions; thousands of single inserts at once were its end
 * @param bundleRows rows of one partition of a table that are written in one request at most
 * @param bundleBytes the same in bytes; a larger row is written by itself
 * @param knownSlices entries of the index of partitions that are remembered as written
 */
@ConfigurationProperties("posthorn.history.writing")
record WritingSettings(
        @DefaultValue("1000") int sliceRows,
        @DefaultValue("2000") int maxRows,
        @DefaultValue("32MB") DataSize maxBytes,
        @DefaultValue("128") int inFlight,
        @DefaultValue("32") int bundleRows,
        @DefaultValue("32KB") DataSize bundleBytes,
        @DefaultValue("100000") int knownSlices) {

    WritingSettings {
        require(sliceRows >= 1, "slice-rows", sliceRows, "1 or more");
        require(maxRows >= 1, "max-rows", maxRows, "1 or more");
        require(maxBytes.toBytes() >= 1, "max-bytes", maxBytes, "1B or more");
        require(inFlight >= 1, "in-flight", inFlight, "1 or more");
        require(bundleRows >= 1, "bundle-rows", bundleRows, "1 or more");
        require(bundleBytes.toBytes() >= 1, "bundle-bytes", bundleBytes, "1B or more");
        require(knownSlices >= 1, "known-slices", knownSlices, "1 or more");
    }

    Bundle.Size bundle() {
        return new Bundle.Size(bundleRows, bundleBytes.toBytes());
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.writing.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }
}
