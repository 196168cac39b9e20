// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.Subprotocol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against the gateway's own encoding. */
class SaidTest {

    private static final MessageFrame MESSAGE = MessageFrame.newBuilder()
            .setCursor("AQABAAAAAAAAvFUBofhmDlsUzMSs")
            .setPrev("AQABAAAAAAAAvD4Bofhk2N4UzMSs")
            .setId("s-123456789")
            .setSource("bench")
            .setClassName("chat")
            .setBody("\"id\":\"x-1\",\"cursor\":\"other\"")
            .build();

    @Test
    void a_message_says_its_phase_and_when_it_was_due() {
        Said said = said(ServerFrame.newBuilder().setMessage(MESSAGE));

        assertThat(said.type()).isEqualTo("message");
        assertThat(said.cursor()).isEqualTo("AQABAAAAAAAAvFUBofhmDlsUzMSs");
        assertThat(said.sent()).hasValue(new Said.Sent("s", 123_456_789));
    }

    @Test
    void other_frames_say_their_type() {
        assertThat(said(ServerFrame.newBuilder().setResumed(Resumed.newBuilder().setRecovered("full")))
                        .type())
                .isEqualTo("resumed");
        assertThat(said(ServerFrame.newBuilder()
                                .setCaughtUp(CaughtUp.newBuilder().setCursor("AQ")))
                        .cursor())
                .isEqualTo("AQ");
    }

    @Test
    void what_others_sent_has_no_phase() {
        for (String id : new String[] {"o-17x", "17", "-17", "s-", "s--1", "s-1234567890123456789"}) {
            assertThat(said(ServerFrame.newBuilder()
                                    .setMessage(MESSAGE.toBuilder().setId(id)))
                            .sent())
                    .as(id)
                    .isEmpty();
        }
    }

    @Test
    void what_is_no_frame_has_neither_type_nor_cursor() {
        assertThat(new Said("").type()).isEmpty();
        assertThat(new Said("{\"type\":").type()).isEmpty();
        assertThat(new Said("{\"type\":\"mess").type()).isEmpty();
        assertThat(new Said("[]").cursor()).isEmpty();
    }

    private static Said said(ServerFrame.Builder frame) {
        return new Said(new String(Subprotocol.JSON.encode(frame.build()), StandardCharsets.UTF_8));
    }
}
