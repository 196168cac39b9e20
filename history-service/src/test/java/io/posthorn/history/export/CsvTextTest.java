// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a=b", "a'b", " spaced ", "Grüße"})
    void aTextWithoutAnythingSpecialStaysAsItIs(String text) {
        assertThat(CsvText.cell(text)).isEqualTo(text);
    }

    @Test
    void commasQuotesAndLineBreaksStandInQuotes() {
        assertThat(CsvText.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvText.cell("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(CsvText.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"=1+1|'=1+1", "+1|'+1", "-1|'-1", "@a|'@a", "'=1|''=1", "＝1|'＝1"})
    void noTextIsAFormula(String text, String cell) {
        assertThat(CsvText.cell(text)).isEqualTo(cell);
    }

    @Test
    void aFormulaBehindATabOrALineBreakIsNone() {
        assertThat(CsvText.cell("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvText.cell("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(CsvText.cell("=HYPERLINK(\"http://x\",\"y\")"))
                .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    }
}
