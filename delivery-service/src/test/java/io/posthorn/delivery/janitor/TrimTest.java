// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrimTest {

    @ParameterizedTest
    @CsvSource({
        "0, 10, 10, 10, 0",
        "0, 10, 20, 10, 0",
        "0, 10, 4, 4, 6",
        "3, 10, 4, 4, 6",
        "0, 0, 20, 0, 0",
        "7, 5, 20, 7, 0",
        "7, 10, 3, 7, 3",
        "7, 7, 7, 7, 0"
    })
    void onlyWhatIsOldAndConsumedGoes(long start, long young, long consumed, long upTo, long held) {
        Trim trim = Trim.of(start, young, List.of(OptionalLong.of(consumed)));

        assertThat(trim).isEqualTo(new Trim(start, upTo, held));
        assertThat(trim.deletes()).isEqualTo(upTo > start);
        assertThat(trim.records()).isEqualTo(upTo - start);
    }

    @Test
    void theSlowestReaderDecides() {
        assertThat(Trim.of(0, 10, List.of(OptionalLong.of(9), OptionalLong.of(2), OptionalLong.of(7))))
                .isEqualTo(new Trim(0, 2, 8));
    }

    @Test
    void aReaderThatHasNotBegunHoldsAll() {
        assertThat(Trim.of(5, 10, List.of(OptionalLong.of(9), OptionalLong.empty())))
                .isEqualTo(new Trim(5, 5, 5));
    }

    @Test
    void withoutReadersNothingGoes() {
        assertThat(Trim.of(5, 10, List.of()).deletes()).isFalse();
    }

    @Test
    void whatIsPersistedIsNoLongerNeeded() {
        assertThat(Trim.persisted(Positions.of(1, 41, 1_000), 1)).hasValue(42);
    }

    @Test
    void whatIsPersistedOfAnOlderEraSaysNothingOfThisOne() {
        assertThat(Trim.persisted(Positions.of(1, 41, 1_000), 2)).isEmpty();
        assertThat(Trim.persisted(Position.getDefaultInstance(), 1)).isEmpty();
    }

    @Test
    void anEraThatIsOverIsPersistedAsAWhole() {
        assertThat(Trim.persisted(Positions.of(2, 0, 1_000), 1)).hasValue(Long.MAX_VALUE);
    }
}
