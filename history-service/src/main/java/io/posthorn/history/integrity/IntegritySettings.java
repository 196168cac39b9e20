// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How trees are built and signed.
 *
 * @param name with which the names of all trees begin; another one begins other trees
 * @param keyFile the Ed25519 key that signs checkpoints, PKCS#8 in PEM; absent: none are signed
 * @param checkpointInterval between two checkpoints of a tree that has grown
 * @param maxRecords on their way to Cassandra at once; above it nothing more is read from Kafka
 * @param maxBytes the same in bytes
 */
@ConfigurationProperties("posthorn.history.integrity")
public record IntegritySettings(
        @DefaultValue("posthorn") String name,
        @Nullable Path keyFile,
        @DefaultValue("2s") Duration checkpointInterval,
        @DefaultValue("4000") int maxRecords,
        @DefaultValue("32MB") DataSize maxBytes) {

    private static final Duration SHORTEST = Duration.ofMillis(50);
    /** What has grown just after a round is signed by the next one, and that takes its time: five seconds in all. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    public IntegritySettings {
        require(name.matches("[A-Za-z0-9._-]{1,100}"), "name", name, "1 to 100 of A-Z a-z 0-9 . _ -");
        require(
                checkpointInterval.compareTo(SHORTEST) >= 0 && checkpointInterval.compareTo(LONGEST) <= 0,
                "checkpoint-interval",
                checkpointInterval,
                "50 ms to 4 s");
        require(maxRecords >= 1, "max-records", maxRecords, "1 or more");
        require(maxBytes.toBytes() >= 1, "max-bytes", maxBytes, "1B or more");
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.integrity.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }
}
