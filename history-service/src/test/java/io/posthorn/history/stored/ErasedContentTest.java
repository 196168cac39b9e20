// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is left of a message. */
class ErasedContentTest {

    private static final Message WHOLE = whole();

    @Test
    void thatItExistedStays() {
        Message erased = ErasedContent.without(WHOLE, 17);

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
        Message erased = ErasedContent.without(WHOLE, 17);

        assertThat(erased.getSalt().isEmpty()).isTrue();
        String left = new String(erased.toByteArray(), StandardCharsets.ISO_8859_1);
        assertThat(left).doesNotContain("Shipped").doesNotContain("on its way").doesNotContain("parcel");
    }

    @Test
    void contentThatCameBackIsNotShown() {
        Message back = WHOLE.toBuilder().setErasedAt(17).build();

        assertThat(ErasedContent.shown(back)).isEqualTo(ErasedContent.without(WHOLE, 17));
        assertThat(ErasedContent.shown(WHOLE)).isEqualTo(WHOLE);
    }

    @Test
    void everyColumnOfContentIsOneOfAMessage() {
        assertThat(MessageColumns.NAMES).containsAll(ErasedContent.COLUMNS);
    }

    private static Message whole() {
        return new TestMessages("user-1").next(7, Instant.parse("2026-11-20T10:00:00Z"));
    }
}
