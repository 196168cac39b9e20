// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.history.recording.Place;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "99999, 0", "100000, 1", "199999, 1", "9223372036854775807, 92233720368547"})
    void isAStretchOfOffsetsWhateverTheTime(long offset, long number) {
        for (Instant at : List.of(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"))) {
            assertThat(Slice.of(new Place(3, offset, at), 100_000)).isEqualTo(new Slice(3, number));
        }
    }

    @Test
    void thoseOfAPartitionAreTogether() {
        var partitions = Slice.byPartition(List.of(new Slice(0, 1), new Slice(0, 7), new Slice(2, 0), new Slice(3, 1))
                .iterator());

        assertThat(partitions.next()).containsExactly(new Slice(0, 1), new Slice(0, 7));
        assertThat(partitions.next()).containsExactly(new Slice(2, 0));
        assertThat(partitions.next()).containsExactly(new Slice(3, 1));
        assertThat(partitions.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(partitions::next);
    }

    @Test
    void ofNoneThereIsNoPartition() {
        assertThat(Slice.byPartition(List.<Slice>of().iterator()).hasNext()).isFalse();
    }
}
