// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.delivery.guard.Beginning.Committed;
import io.posthorn.delivery.guard.Beginning.First;
import io.posthorn.delivery.guard.Beginning.Lost;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeginningTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "5, 0, 9", "5, 5, 9", "9, 5, 9"})
    void aPlaceWithinTheLogIsKept(long committed, long start, long end) {
        assertThat(Beginning.of(OptionalLong.of(committed), start, end, false)).isEqualTo(new Committed());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 9", "5, 9"})
    void atTheFirstStartItIsTheBeginningOfTheLog(long start, long end) {
        assertThat(Beginning.of(OptionalLong.empty(), start, end, true)).isEqualTo(new First(start));
    }

    /** Kafka Streams commits nothing for a partition that was always empty. */
    @Test
    void aPartitionThatNothingWasDeletedFromIsReadFromItsBeginning() {
        assertThat(Beginning.of(OptionalLong.empty(), 0, 9, false)).isEqualTo(new First(0));
    }

    @Test
    void aPlaceThatIsMissingAmongOthersIsLost() {
        assertThat(Beginning.of(OptionalLong.empty(), 5, 9, false))
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.what()).contains("its place was lost", "begins at 5"));
    }

    @Test
    void whatWasDeletedBeforeItWasHandledIsLost() {
        assertThat(Beginning.of(OptionalLong.of(4), 7, 9, false))
                .isEqualTo(new Lost("records 4 to 6 were deleted before they were handled"));
    }

    @Test
    void aLogThatEndsBeforeThePlaceIsAnother() {
        assertThat(Beginning.of(OptionalLong.of(500), 0, 3, false))
                .isEqualTo(new Lost("the log ends at 3, before its place 500: it was cut or created again"));
    }
}
