// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.MerkleTree;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was signed, by an instance that is late, too. */
@RealKafka
@RealCassandra
class CheckpointsIT {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static Checkpoints checkpoints;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer);
        checkpoints = history.bean("checkpoints", Checkpoints.class);
    }

    @AfterAll
    static void stop() {
        history.close();
        issuer.close();
    }

    private static StoredCheckpoint signed(long size) {
        return new StoredCheckpoint(size, root(size), "note " + size, NOW.plusSeconds(100 - size));
    }

    private static Hash root(long size) {
        return MerkleTree.leaf(new byte[] {(byte) size});
    }

    @Test
    void aSmallerOneThatComesLateIsNotTheNewest() {
        checkpoints.store("late", signed(5));
        checkpoints.store("late", signed(3));

        assertThat(checkpoints.head("late")).contains(signed(5));
        assertThat(checkpoints.newest("late")).isEqualTo(5);
        assertThat(checkpoints.at("late", 3)).contains(signed(3));
    }

    @Test
    void ofThoseBetweenTwoSizesTheFirstIsLeftOutAndTheLastIsNot() {
        for (long size : new long[] {2, 4, 70_000}) {
            checkpoints.store("sizes", signed(size));
        }

        assertThat(checkpoints.between("sizes", 2, 70_000)).containsOnlyKeys(4L, 70_000L);
        assertThat(checkpoints.between("sizes", 1, 69_999)).containsOnlyKeys(2L, 4L);
        assertThat(checkpoints.covering("sizes", 3)).contains(signed(4));
        assertThat(checkpoints.covering("sizes", 5)).contains(signed(70_000));
        assertThat(checkpoints.covering("sizes", 70_001)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a note, b note", "b note, a note"})
    void ofTwoOfOneSizeTheOneThatWasStoredLastIsTheNewest(String before, String after) {
        String tree = "twice " + before;
        checkpoints.store(tree, new StoredCheckpoint(3, root(3), before, NOW));
        StoredCheckpoint again = new StoredCheckpoint(3, root(3), after, NOW.plusSeconds(1));
        checkpoints.store(tree, again);

        assertThat(checkpoints.head(tree)).contains(again);
        assertThat(checkpoints.covering(tree, 2)).contains(again);
    }

    @Test
    void nothingThatWasSignedIsNothing() {
        assertThat(checkpoints.head("never")).isEmpty();
        assertThat(checkpoints.newest("never")).isZero();
        assertThat(checkpoints.between("never", 0, 10)).isEmpty();
    }
}
