// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static io.posthorn.gateway.socket.MessageAssembly.Progress.COMPLETE;
import static io.posthorn.gateway.socket.MessageAssembly.Progress.INCOMPLETE;
import static io.posthorn.gateway.socket.MessageAssembly.Progress.NO_ROOM;
import static io.posthorn.gateway.socket.MessageAssembly.Progress.TOO_BIG;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageAssemblyTest {

    private final Inbound inbound = new Inbound(12);
    private final MessageAssembly assembly = new MessageAssembly(10, inbound, 0);

    @Test
    void fragmentsBecomeAMessage() {
        assertThat(assembly.add(bytes("abc"), false)).isEqualTo(INCOMPLETE);
        assertThat(assembly.add(bytes(""), false)).isEqualTo(INCOMPLETE);
        assertThat(assembly.add(bytes("de"), true)).isEqualTo(COMPLETE);
        assertThat(assembly.message()).isEqualTo("abcde".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aMessageOfExactlyTheLimitIsTaken() {
        assembly.add(bytes("01234"), false);

        assertThat(assembly.add(bytes("56789"), true)).isEqualTo(COMPLETE);
    }

    @Test
    void oneByteMoreIsTooBig() {
        assembly.add(bytes("01234"), false);

        assertThat(assembly.add(bytes("567890"), true)).isEqualTo(TOO_BIG);
    }

    @Test
    void beyondTheLimitReadingGoesOnToTheEndOfTheMessageAndKeepsNothing() {
        assertThat(assembly.add(bytes("0123456789"), false)).isEqualTo(INCOMPLETE);
        assertThat(assembly.add(bytes("0123456789"), false)).isEqualTo(INCOMPLETE);
        assertThat(assembly.message()).isEmpty();
        assertThat(assembly.add(bytes(""), true)).isEqualTo(TOO_BIG);
    }

    @Test
    void aMessageWithoutEndIsTooBigAfterAWhile() {
        for (int i = 0; i < 16; i++) {
            assertThat(assembly.add(bytes("0123456789"), false)).isEqualTo(INCOMPLETE);
        }
        assertThat(assembly.add(bytes("0"), false)).isEqualTo(TOO_BIG);
    }

    @Test
    void whatOthersHoldLeavesLessRoom() {
        inbound.admit(0, 8);

        assertThat(assembly.add(bytes("0123"), false)).isEqualTo(INCOMPLETE);
        assertThat(assembly.add(bytes("4"), true)).isEqualTo(NO_ROOM);
        assertThat(assembly.message()).isEqualTo("0123".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsReleasedTwiceCountsOnce() {
        inbound.admit(0, 1);
        assembly.add(bytes("0123"), false);
        assembly.release();
        assembly.release();

        assertThat(inbound.held()).isEqualTo(1);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
