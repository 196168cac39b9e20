// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import org.junit.jupiter.api.Test;

class PendingBoundTest {

    private static final StreamEnd FLOOR =
            StreamEnd.newBuilder().setOrdinal(5).setBytes(1_000).build();
    private static final PendingBound BOUND = new PendingBound(10, 500);

    @Test
    void whatIsWithinTheBoundIsKeptWhole() {
        assertThat(BOUND.kept(entry(6, 1_500), FLOOR)).isEqualTo(entry(6, 1_500));
    }

    @Test
    void whatIsOverItInBytesIsKeptWithoutItsPayload() {
        PendingEntry kept = BOUND.kept(entry(6, 1_501), FLOOR);

        assertThat(kept.getShrunk()).isTrue();
        assertThat(kept.getMessage().getNotification())
                .isEqualTo(Notification.newBuilder()
                        .setId("n")
                        .setSource("orders")
                        .setClassName("system")
                        .setCollapseKey("k")
                        .build());
        assertThat(kept.getBytes()).as("and counts as it was").isEqualTo(1_501);
        assertThat(kept.getMessage().getOrdinal()).isEqualTo(6);
    }

    @Test
    void whatIsOverItInNumberIsKeptWhole() {
        assertThat(BOUND.kept(entry(100, 1_500), FLOOR).getShrunk()).isFalse();
    }

    @Test
    void eitherPassesIt() {
        assertThat(BOUND.isPassed(FLOOR, end(15, 1_500))).isFalse();
        assertThat(BOUND.isPassed(FLOOR, end(16, 1_500))).isTrue();
        assertThat(BOUND.isPassed(FLOOR, end(15, 1_501))).isTrue();
    }

    private static StreamEnd end(long ordinal, long bytes) {
        return StreamEnd.newBuilder().setOrdinal(ordinal).setBytes(bytes).build();
    }

    private static PendingEntry entry(long ordinal, long bytes) {
        return PendingEntry.newBuilder()
                .setBytes(bytes)
                .setMessage(Message.newBuilder()
                        .setOrdinal(ordinal)
                        .setNotification(Notification.newBuilder()
                                .setId("n")
                                .setSource("orders")
                                .setClassName("system")
                                .setCollapseKey("k")
                                .setType("t")
                                .setTitle("title")
                                .setBody("body")))
                .build();
    }
}
