// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    @Test
    void a_frame_is_where_it_lies() {
        byte[] bytes = HexFormat.of().parseHex("ffff" + "810548656c6c6f" + "8900");

        assertThat(Frames.at(bytes, 2, bytes.length)).isEqualTo(new Frames.Span(Frames.TEXT, 4, 9));
        assertThat(Frames.at(bytes, 9, bytes.length)).isEqualTo(new Frames.Span(Frames.PING, 11, 11));
    }

    @Test
    void longer_ones_say_so_in_two_or_eight_bytes() {
        byte[] middle = Arrays.copyOf(HexFormat.of().parseHex("817e0100"), 4 + 256);
        byte[] large = Arrays.copyOf(HexFormat.of().parseHex("817f0000000000010000"), 10 + 65_536);

        assertThat(Frames.at(middle, 0, middle.length)).isEqualTo(new Frames.Span(Frames.TEXT, 4, 260));
        assertThat(Frames.at(large, 0, large.length)).isEqualTo(new Frames.Span(Frames.TEXT, 10, 65_546));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "81", "8105", "810548656c6c", "817e01", "817e010041", "817f00000000000100"})
    void half_a_frame_is_none(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Frames.at(bytes, 0, bytes.length)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0105", "c105", "8185", "817fffffffffffffffff"})
    void what_a_gateway_does_not_send_is_refused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatIllegalArgumentException().isThrownBy(() -> Frames.at(bytes, 0, bytes.length));
    }

    /** The example of RFC 6455, section 5.7. */
    @Test
    void what_a_client_says_is_masked() {
        assertThat(Frames.text("Hello", 0x37fa213d)).isEqualTo(HexFormat.of().parseHex("818537fa213d7f9f4d5158"));
    }

    @Test
    void a_long_text_has_its_length_in_two_bytes() {
        byte[] frame = Frames.text("x".repeat(300), 0);

        assertThat(frame)
                .startsWith(HexFormat.of().parseHex("81fe012c00000000"))
                .hasSize(8 + 300);
    }

    @Test
    void the_code_of_a_close_frame_is_its_first_two_bytes() {
        byte[] bytes = HexFormat.of().parseHex("88021068" + "8800");

        assertThat(Frames.closeCode(bytes, new Frames.Span(Frames.CLOSE, 2, 4))).isEqualTo(4200);
        assertThat(Frames.closeCode(bytes, new Frames.Span(Frames.CLOSE, 6, 6))).isEqualTo(1005);
    }
}
