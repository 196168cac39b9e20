// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorageTest {

    private final Storage storage = new Storage();

    @Test
    void aNewDeviceHasNothing() {
        assertThat(storage.resume()).isEmpty();
        assertThat(storage.reached()).isEqualTo(Positions.START);
    }

    @Test
    void itStandsAtTheHighestCursor() {
        storage.stored(cursor(5));
        storage.stored(cursor(9));
        storage.stored(cursor(7));

        assertThat(storage.resume()).isEqualTo(cursor(9));
        assertThat(storage.reached().getOffset()).isEqualTo(9);
    }

    @Test
    void itMayComeBackFromAnEarlierPlaceOrFromTheServersButNeverFromALaterOne() {
        IntStream.rangeClosed(1, 500).forEach(offset -> storage.stored(cursor(offset)));
        Random random = new Random(7);

        assertThat(IntStream.range(0, 300).mapToObj(each -> storage.anyResume(random)))
                .contains("", cursor(500))
                .anyMatch(cursor -> !cursor.isEmpty() && offset(cursor) < 500)
                .noneMatch(cursor -> !cursor.isEmpty() && offset(cursor) > 500);
    }

    private static long offset(String cursor) {
        return Cursor.decode(cursor).orElseThrow().position().getOffset();
    }

    private static String cursor(long offset) {
        return Cursor.encode(Positions.of(1, offset, 1_000 + offset), 42);
    }
}
