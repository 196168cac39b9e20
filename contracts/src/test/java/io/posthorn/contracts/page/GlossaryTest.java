// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GlossaryTest {

    private final List<List<String>> rows = Page.rowsOf(Page.of("glossary.md").text());

    @Test
    void saysEachWordOnceInOrder() {
        List<String> words = rows.stream().map(row -> row.get(0)).toList();

        assertThat(words)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparing(word -> word.toLowerCase(Locale.ROOT)));
    }

    @Test
    void saysWhatEachWordMeans() {
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(2).allMatch(cell -> !cell.isBlank()));
    }
}
