// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.CaughtUpTo;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.v1.Skipped;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamFrameTest {

    private static final int USER = 17;
    private static final Position POSITION = Positions.of(1, 5, 1_005);
    private static final Position PREV = Positions.of(1, 3, 1_003);

    @Test
    void aMessageHasAllOfItsNotificationAndItsPlaceInTheStream() {
        var data =
                Content.newBuilder().setContentType("application/json").setValue(ByteString.copyFromUtf8("{\"a\":1}"));
        var sentAt = Timestamp.newBuilder().setSeconds(1_700_000_000);
        Delivery delivery = Delivery.newBuilder()
                .setPosition(POSITION)
                .setReplayed(true)
                .setMessage(Notification.newBuilder()
                        .setId("o-17")
                        .setSource("orders")
                        .setClassName("system")
                        .setTitle("Shipped")
                        .setBody("Your order")
                        .setData(data)
                        .setSentAt(sentAt))
                .build();

        assertThat(StreamFrame.of(delivery).after(PREV, USER).getMessage())
                .isEqualTo(MessageFrame.newBuilder()
                        .setCursor(Cursor.encode(POSITION, USER))
                        .setPrev(Cursor.encode(PREV, USER))
                        .setId("o-17")
                        .setSource("orders")
                        .setClassName("system")
                        .setTitle("Shipped")
                        .setBody("Your order")
                        .setData(data)
                        .setSentAt(sentAt)
                        .setReplayed(true)
                        .build());
    }

    @Test
    void theFirstFrameOfAStreamHasAnEmptyPrev() {
        Delivery delivery = Delivery.newBuilder()
                .setPosition(POSITION)
                .setMessage(Notification.getDefaultInstance())
                .build();

        assertThat(StreamFrame.of(delivery)
                        .after(Positions.START, USER)
                        .getMessage()
                        .getPrev())
                .isEmpty();
    }

    @Test
    void aSkipCountsByReasonAndClass() {
        Delivery delivery = Delivery.newBuilder()
                .setPosition(POSITION)
                .setSkip(Skipped.newBuilder()
                        .addCounts(count(SkipReason.SKIP_REASON_EXPIRED, "chat", 2))
                        .addCounts(count(SkipReason.SKIP_REASON_EXPIRED, "media", 1))
                        .addCounts(count(SkipReason.SKIP_REASON_EXPIRED, "chat", 3))
                        .addCounts(count(SkipReason.SKIP_REASON_OVERFLOW, "unknown", 4)))
                .build();

        Skip skip = StreamFrame.of(delivery).after(PREV, USER).getSkip();

        assertThat(skip.getCursor()).isEqualTo(Cursor.encode(POSITION, USER));
        assertThat(skip.getPrev()).isEqualTo(Cursor.encode(PREV, USER));
        assertThat(skip.getCountsMap()).containsOnlyKeys("expired", "overflow");
        assertThat(skip.getCountsOrThrow("expired").getClassesMap()).isEqualTo(Map.of("chat", 5L, "media", 1L));
    }

    @Test
    void aReasonOfALaterVersionIsUnexplained() {
        Delivery delivery = Delivery.newBuilder()
                .setSkip(Skipped.newBuilder()
                        .addCounts(SkipCount.newBuilder().setReasonValue(99).setClassName("chat")))
                .build();

        assertThat(StreamFrame.of(delivery).after(PREV, USER).getSkip().getCountsMap())
                .containsOnlyKeys("unexplained");
    }

    @Test
    void otherDeliveriesHaveNoPlaceInAStream() {
        Delivery delivery = Delivery.newBuilder()
                .setCaughtUp(CaughtUpTo.getDefaultInstance())
                .build();

        assertThatThrownBy(() -> StreamFrame.of(delivery)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SkipCount count(SkipReason reason, String className, long count) {
        return SkipCount.newBuilder()
                .setReason(reason)
                .setClassName(className)
                .setCount(count)
                .build();
    }
}
