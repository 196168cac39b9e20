// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.tally;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsNumbersToTheRightAndTextToTheLeft() {
        Table table = new Table("device", "sent", "p50 ms");
        table.row("phone", "1000", "2.5");
        table.row("tablet-12", "7", "120.1");

        assertThat(table.lines())
                .containsExactly(
                        "device     sent  p50 ms", //
                        "phone      1000     2.5",
                        "tablet-12     7   120.1");
    }

    @Test
    void showsAColumnAsTextWhenOneOfItsCellsIsNoNumber() {
        Table table = new Table("n");
        table.row("100");
        table.row("x");

        assertThat(table.lines()).containsExactly("n", "100", "x");
    }

    @Test
    void isItsHeaderWhereNothingHappened() {
        assertThat(new Table("device", "sent").lines()).containsExactly("device  sent");
    }
}
