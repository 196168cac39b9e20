// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.PendingEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.PerfLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class PendingTest {

    private static final int NEIGHBOURS = 50;
    private static final int REMOVED = 60;

    @TempDir
    Path directory;

    private KeyValueStore<Bytes, byte[]> store;
    private Pending pending;

    @BeforeEach
    void open() {
        var context = new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), directory.toFile());
        store = Stores.persistentKeyValueStore("pending").get();
        store.init(context.getStateStoreContext(), store);
        pending = new Pending(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theLastIsTheNewest() {
        pending.add(entry("user-1", 1));
        pending.add(entry("user-1", 2));
        pending.add(entry("user-2", 1));

        assertThat(pending.last("user-1")).isEqualTo(entry("user-1", 2));
    }

    @Test
    void ofAMarkedUserNothingWaits() {
        pending.mark("user-1");

        assertThat(pending.last("user-1")).isNull();
        assertThat(pending.usersAfter("", 10)).isEmpty();
        assertThat(Pending.countAfter(store, "user-1", Positions.START)).isZero();
        pending.forEachAfter("user-1", Positions.START, entry -> {
            throw new AssertionError("waits: " + entry);
        });
    }

    @Test
    void usersOfWhomSomethingWaitsAreFoundAmongTheOthers() {
        pending.mark("user-1");
        pending.add(entry("user-2", 1));
        pending.mark("user-3");
        pending.add(entry("user-4", 7));
        pending.mark("user-5");

        assertThat(pending.usersAfter("", 10)).containsExactly("user-2", "user-4");
        assertThat(pending.usersAfter("", 1)).containsExactly("user-2");
        assertThat(pending.usersAfter("user-2", 10)).containsExactly("user-4");
        assertThat(pending.usersAfter("user-4", 10)).isEmpty();
    }

    /** As after some minutes of traffic: what had waited has left. */
    @Test
    void nobodyPassesOverWhatNeighboursHad() throws RocksDBException {
        List<String> users =
                IntStream.range(0, NEIGHBOURS).mapToObj("user-%02d"::formatted).toList();
        users.forEach(this::comesAndGoes);
        pending.mark("user-25-new");

        long passed = removedKeysPassedBy(() -> {
            assertThat(pending.last("user-25-new")).isNull();
            pending.forEachAfter("user-24", at(REMOVED), entry -> true);
            assertThat(pending.last("user-10")).isNull();
        });

        // The user's own, each of them up to four times.
        assertThat(passed).isLessThanOrEqualTo(4L * REMOVED);
    }

    private void comesAndGoes(String user) {
        List<PendingEntry> entries = IntStream.rangeClosed(1, REMOVED)
                .mapToObj(number -> entry(user, number))
                .toList();
        entries.forEach(pending::add);
        entries.forEach(pending::remove);
    }

    /** RocksDB counts them for each thread, for all its databases together. */
    private long removedKeysPassedBy(Runnable work) throws RocksDBException {
        try (RocksDB any =
                Objects.requireNonNull(RocksDB.open(directory.resolve("any").toString()))) {
            any.setPerfLevel(PerfLevel.ENABLE_COUNT);
            try (var counts = any.getPerfContext()) {
                counts.reset();
                work.run();
                return counts.getInternalDeleteSkippedCount();
            } finally {
                any.setPerfLevel(PerfLevel.DISABLE);
            }
        }
    }

    private static PendingEntry entry(String user, int number) {
        return PendingEntry.newBuilder()
                .setMessage(Message.newBuilder()
                        .setUser(user)
                        .setPosition(at(number))
                        .setOrdinal(number))
                .build();
    }

    private static Position at(int number) {
        return Positions.of(1, number, 0);
    }
}
