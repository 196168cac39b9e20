// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditLineTest {

    @Test
    void namesAndValuesInOrder() {
        AuditLine line = new AuditLine()
                .with("decision", "refused")
                .with("user", "")
                .with("origin", null)
                .with("address", "203.0.113.7");

        assertThat(line.text()).isEqualTo("decision=refused address=203.0.113.7");
        assertThat(line.fields()).containsEntry("decision", "refused").hasSize(2);
    }

    @Test
    void severalWordsAreInQuotes() {
        assertThat(new AuditLine().with("agent", "curl 8").text()).isEqualTo("agent=\"curl 8\"");
    }

    @Test
    void aValueCannotBreakOutOfItsField() {
        AuditLine line =
                new AuditLine().with("agent", "x\r\nhandshake decision=accepted user=\"root\"\u001b[2J\u2028\\u000a");

        assertThat(line.text())
                .isEqualTo("agent=\"x\\u000d\\u000ahandshake decision=accepted user=\\\"root\\\"\\u001b[2J\\u2028"
                        + "\\u005cu000a\"");
        assertThat(line.fields().get("agent")).matches("[ -~]*");
    }

    @Test
    void aValueIsCutShort() {
        assertThat(AuditLine.printable("a".repeat(100_000))).isEqualTo("a".repeat(120) + "...");
        assertThat(AuditLine.printable("\n".repeat(100_000))).hasSizeLessThan(130);
        assertThat(AuditLine.printable("a".repeat(120))).hasSize(120);
    }
}
