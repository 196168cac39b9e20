// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(left)
                .doesNotContain("Shipped")
                .doesNotContain("on its way")
                .doesNotContain("parcel")
                .doesNotContain("application/json")
                .doesNotContain("shipped")
                .doesNotContain("parcel-of-user-1");
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

    /** A column that is new is one or the other. */
    @Test
    void whatStaysOfARowSaysThatItExistedAndNoMore() {
        List<String> staying = new ArrayList<>(MessageColumns.NAMES);
        staying.removeAll(ErasedContent.COLUMNS);

        assertThat(staying)
                .containsExactlyInAnyOrder(
                        "era",
                        "offset",
                        "appended_at",
                        "prev_era",
                        "prev_offset",
                        "prev_appended_at",
                        "ordinal",
                        "id",
                        "source",
                        "class",
                        "ttl_seconds",
                        "ttl_nanos",
                        "sent_at_seconds",
                        "sent_at_nanos",
                        "origin_partition",
                        "origin_offset",
                        "group_id",
                        "erased_at");
    }

    private static Message whole() {
        Message message = new TestMessages("user-1").next(7, Instant.parse("2026-11-20T10:00:00Z"));
        return message.toBuilder()
                .setNotification(message.getNotification().toBuilder().setCollapseKey("parcel-of-user-1"))
                .build();
    }
}
