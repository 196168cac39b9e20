// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingKeyTest {

    @Test
    void aUsersEntriesLieInStreamOrder() {
        List<Bytes> inOrder = List.of(
                PendingKey.mark("a"),
                PendingKey.at("a", Positions.of(1, 0, 0)),
                PendingKey.at("a", Positions.of(1, 1, 0)),
                PendingKey.at("a", Positions.of(1, 255, 0)),
                PendingKey.at("a", Positions.of(1, 256, 0)),
                PendingKey.at("a", Positions.of(1, Long.MAX_VALUE, 0)),
                PendingKey.at("a", Positions.of(2, 0, 0)),
                PendingKey.at("a", Positions.of(0xFFFF, 3, 0)),
                PendingKey.last("a"));

        assertThat(inOrder).isSorted();
    }

    @Test
    void offsetsAndErasAreUnsigned() {
        assertThat(PendingKey.at("a", Positions.of(1, -1, 0))).isGreaterThan(PendingKey.at("a", Positions.of(1, 1, 0)));
        assertThat(PendingKey.at("a", Positions.of(-1, 1, 0))).isGreaterThan(PendingKey.at("a", Positions.of(1, 1, 0)));
    }

    @Test
    void theAppendTimeIsNoPartOfIt() {
        assertThat(PendingKey.at("a", Positions.of(1, 5, 1))).isEqualTo(PendingKey.at("a", Positions.of(1, 5, 2)));
    }

    @Test
    void afterAPositionIsTheNext() {
        Bytes after = PendingKey.after("a", Positions.of(1, 5, 0));

        assertThat(after).isGreaterThan(PendingKey.at("a", Positions.of(1, 5, 0)));
        assertThat(after).isLessThanOrEqualTo(PendingKey.at("a", Positions.of(1, 6, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a-b", "a!", "b", "A", "aa", "ä", "a\uFFFD", "漢"})
    void noOtherUserLiesBetweenAUsersFirstAndLast(String other) {
        for (var position : List.of(Positions.START, Positions.of(1, 9, 0), Positions.of(-1, -1, 0))) {
            Bytes theirs = PendingKey.at(other, position);
            boolean between =
                    theirs.compareTo(PendingKey.mark("a")) >= 0 && theirs.compareTo(PendingKey.last("a")) <= 0;
            assertThat(between).as(other).isFalse();
        }
    }
}
