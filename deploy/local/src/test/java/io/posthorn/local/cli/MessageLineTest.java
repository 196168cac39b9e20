// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageLineTest {

    @Test
    void saysWhatAPersonLooksFor() {
        assertThat(MessageLine.of("2026-11-20T10:00:00.123Z", "orders/o-17", "system", "Shipped", "It is on its way."))
                .isEqualTo("2026-11-20T10:00:00.123Z  orders/o-17  system  Shipped: It is on its way.");
    }

    @Test
    void staysOneLineAndSteersNoTerminal() {
        assertThat(MessageLine.of("", "a/1", "chat", "one\r\ntwo", "\u001b[2Jthree"))
                .endsWith("a/1  chat  one two:  [2Jthree");
    }

    @Test
    void isNotAsLongAsItsMessage() {
        assertThat(MessageLine.of("", "a/1", "chat", "", "x".repeat(10_000)))
                .hasSizeLessThan(200)
                .endsWith("x…");
    }

    @Test
    void mayBeOfAMessageWithoutText() {
        assertThat(MessageLine.of("", "a/1", "chat", "", "")).endsWith("a/1  chat");
    }
}
