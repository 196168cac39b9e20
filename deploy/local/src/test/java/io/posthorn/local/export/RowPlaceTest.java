// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowPlaceTest {

    private static final Leaf LEAF = new Leaf(Leaf.Kind.MESSAGE, 3, 1, 14, 1_000, Hash.ZERO, Hash.sha256());

    private static RowPlace place(Optional<Leaf> leaf, Optional<List<Hash>> path) {
        return new RowPlace(7, 3, "user-1", 1, 14, 5, leaf, path);
    }

    @Test
    void aLineIsReadAsItWasWritten() {
        for (RowPlace each : List.of(
                place(Optional.empty(), Optional.empty()),
                place(Optional.of(LEAF), Optional.empty()),
                place(Optional.of(LEAF), Optional.of(List.of(Hash.sha256(), Hash.ZERO))),
                place(Optional.of(LEAF), Optional.of(List.of())))) {
            assertThat(RowPlace.parse(each.toLine())).contains(each);
        }
    }

    @Test
    void aTreeOfOneLeafHasAnEmptyPath() {
        RowPlace only = new RowPlace(1, 3, "user-1", 1, 14, 0, Optional.of(LEAF), Optional.of(List.of()));

        assertThat(only.leads(LEAF.hash(), 1, LEAF.hash())).isTrue();
        assertThat(only.leads(LEAF.hash(), 2, LEAF.hash())).isFalse();
        assertThat(place(Optional.of(LEAF), Optional.empty()).leads(LEAF.hash(), 1, LEAF.hash()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "{}", "null", "[1]", "[\"AAAA\"]", "[\"not base64\"]"})
    void aPathThatIsNoneMakesTheLineNone(String path) {
        String line = "{\"row\":1,\"partition\":3,\"index\":0,\"path\":%s}".formatted(path);

        assertThat(RowPlace.parse(line.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void noPathIsLongerThanATreeCanBeHigh() {
        List<Hash> longest = Collections.nCopies(64, Hash.ZERO);
        List<Hash> longer = Collections.nCopies(65, Hash.ZERO);

        assertThat(RowPlace.parse(place(Optional.of(LEAF), Optional.of(longest)).toLine()))
                .isPresent();
        assertThat(RowPlace.parse(place(Optional.of(LEAF), Optional.of(longer)).toLine()))
                .isEmpty();
    }
}
