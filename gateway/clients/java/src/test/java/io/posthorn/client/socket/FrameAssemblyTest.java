// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.client.stream.ConnectionFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameAssemblyTest {

    private final FrameAssembly assembly = new FrameAssembly(8);

    @Test
    void a_frame_in_one_part_is_whole() throws ConnectionFault {
        assertThat(assembly.append("höre", true)).isEqualTo(utf8("höre"));
    }

    @Test
    void parts_become_a_frame_with_the_last_of_them() throws ConnectionFault {
        assertThat(assembly.append("ab", false)).isNull();
        assertThat(assembly.append("", false)).isNull();
        assertThat(assembly.append("cd", true)).isEqualTo(utf8("abcd"));
        assertThat(assembly.append("ef", true)).as("the next one").isEqualTo(utf8("ef"));
    }

    @Test
    void the_bytes_of_a_part_are_copied_as_their_buffer_is_used_again() throws ConnectionFault {
        byte[] reused = {1, 2};
        assembly.append(ByteBuffer.wrap(reused), false);
        reused[0] = 9;

        assertThat(assembly.append(ByteBuffer.wrap(new byte[] {3}), true)).containsExactly(1, 2, 3);
    }

    @Test
    void a_frame_of_the_allowed_size_passes() throws ConnectionFault {
        assertThat(assembly.append("12345678", true)).hasSize(8);
    }

    @Test
    void a_frame_that_is_too_big_is_refused() {
        assertThatThrownBy(() -> assembly.append("123456789", true))
                .isInstanceOf(ConnectionFault.class)
                .hasMessageContaining("9 bytes")
                .hasMessageContaining("allowed: 8");
    }

    @Test
    void parts_that_grow_too_big_are_refused_before_the_last_and_forgotten() throws ConnectionFault {
        assembly.append("12345", false);

        assertThatThrownBy(() -> assembly.append("6789", false)).isInstanceOf(ConnectionFault.class);
        assertThat(assembly.append("x", true)).isEqualTo(utf8("x"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
