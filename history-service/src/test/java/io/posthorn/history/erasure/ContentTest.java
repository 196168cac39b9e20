// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.stored.MessageColumns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is left of a message. */
class ContentTest {

    private static final Message WHOLE = whole();

    @Test
    void thatItExistedStays() {
        Message erased = Content.without(WHOLE, 17);

        assertThat(erased.getErasedAt()).isEqualTo(17);
        assertThat(erased.getPosition()).isEqualTo(WHOLE.getPosition());
        assertThat(erased.getPrevOwn()).isEqualTo(WHOLE.getPrevOwn());
        assertThat(erased.getOrdinal()).isEqualTo(WHOLE.getOrdinal());
        assertThat(erased.getOrigin()).isEqualTo(WHOLE.getOrigin());
        assertThat(erased.getNotification().getId())
                .isEqualTo(WHOLE.getNotification().getId());
        assertThat(erased.getNotification().getSource()).isEqualTo("orders");
        assertThat(erased.getNotification().getClassName()).isEqualTo("chat");
    }

    @Test
    void nothingOfWhatItSaidStaysNorTheSaltThatItsCommitmentsNeed() {
        Message erased = Content.without(WHOLE, 17);

        assertThat(erased.getSalt().isEmpty()).isTrue();
        String left = new String(erased.toByteArray(), StandardCharsets.ISO_8859_1);
        assertThat(left).doesNotContain("Shipped").doesNotContain("on its way").doesNotContain("parcel");
    }

    @Test
    void everyColumnOfContentIsOneOfAMessage() {
        assertThat(MessageColumns.NAMES).containsAll(Content.COLUMNS);
    }

    private static Message whole() {
        return new TestMessages("user-1").next(7, Instant.parse("2026-11-20T10:00:00Z"));
    }
}
