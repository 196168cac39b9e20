// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.kept.UserOrder;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {

    @Test
    void isReadAsItWasWritten() {
        for (Mark mark : new Mark[] {
            new Mark(0, "user-1"),
            new Mark(47, ""),
            new Mark(3, "ü".repeat(128)),
            Mark.start(UserOrder.ASCENDING),
            Mark.start(UserOrder.DESCENDING)
        }) {
            assertThat(Mark.read(ByteBuffer.wrap(mark.bytes()))).contains(mark);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\0", "\n", " ", "\u200B", "a\tb"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThat(Mark.read(ByteBuffer.wrap(new Mark(1, name).bytes()))).isEmpty();
    }

    @Test
    void whatIsTooShortTooLongOrBelowAllPartitionsIsRefused() {
        assertThat(Mark.read(ByteBuffer.wrap(new byte[0]))).isEmpty();
        assertThat(Mark.read(ByteBuffer.wrap(new byte[] {0, 0, 1}))).isEmpty();
        assertThat(Mark.read(ByteBuffer.wrap(new Mark(1, "a".repeat(129)).bytes())))
                .isEmpty();
        assertThat(Mark.read(ByteBuffer.wrap(new Mark(-1, "a").bytes()))).isEmpty();
    }
}
