// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ReplayRequest;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossesTest {

    private static final byte[] KEY = {};
    private static final String CONNECTIONS = "posthorn.connections";

    private final Losses losses = new Losses(new Random(7));

    @Test
    void losesNothingUnlessTold() {
        assertThat(losses.loses("posthorn.gateway.gateway-1", KEY, hint("user-1")))
                .isFalse();
        assertThat(losses.loses(CONNECTIONS, KEY, connected("user-1"))).isFalse();
    }

    @Test
    void losesTheNextOfAKindOfAUserAndNoOther() {
        losses.loseNext(Losses.Kind.HINT, "user-1");

        assertThat(losses.loses("posthorn.gateway.gateway-1", KEY, hint("user-2")))
                .isFalse();
        assertThat(losses.loses(CONNECTIONS, KEY, connected("user-1"))).isFalse();
        assertThat(losses.notMet()).isEqualTo(1);
        assertThat(losses.loses("posthorn.gateway.gateway-2", KEY, hint("user-1")))
                .isTrue();
        assertThat(losses.loses("posthorn.gateway.gateway-2", KEY, hint("user-1")))
                .isFalse();
        assertThat(losses.notMet()).isZero();
    }

    @Test
    void tellsTheKindsApart() {
        for (Losses.Kind kind : Losses.Kind.values()) {
            losses.loseNext(kind, "user-1");
        }

        assertThat(losses.loses(CONNECTIONS, KEY, progress("user-1"))).isTrue();
        assertThat(losses.loses(CONNECTIONS, KEY, connected("user-1"))).isTrue();
        assertThat(losses.loses(
                        "posthorn.replay",
                        KEY,
                        ReplayRequest.newBuilder().setUser("user-1").build().toByteArray()))
                .isTrue();
        assertThat(losses.notMet()).isEqualTo(1);
    }

    @Test
    void neverLosesAnAck() {
        losses.atRandom(true);
        byte[] acked = ConnectionEvent.newBuilder()
                .setUser("user-1")
                .setAcked(Acked.getDefaultInstance())
                .build()
                .toByteArray();

        assertThat(IntStream.range(0, 1_000)).noneMatch(number -> losses.loses(CONNECTIONS, KEY, acked));
    }

    @Test
    void losesSomeAtRandom() {
        losses.atRandom(true);

        long lost = IntStream.range(0, 1_000)
                .filter(number -> losses.loses(CONNECTIONS, KEY, connected("user-1")))
                .count();

        assertThat(lost).isBetween(50L, 400L);
    }

    @Test
    void saysWhatItCannotRead() {
        assertThatThrownBy(() -> losses.loses(CONNECTIONS, KEY, new byte[] {-1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(CONNECTIONS);
    }

    private static byte[] hint(String user) {
        return Delivery.newBuilder()
                .addRecipients(Recipient.newBuilder().setUser(user))
                .build()
                .toByteArray();
    }

    private static byte[] connected(String user) {
        return ConnectionEvent.newBuilder()
                .setUser(user)
                .setConnected(Connected.getDefaultInstance())
                .build()
                .toByteArray();
    }

    private static byte[] progress(String user) {
        return ConnectionEvent.newBuilder()
                .setUser(user)
                .setReplayProgressed(ReplayProgressed.getDefaultInstance())
                .build()
                .toByteArray();
    }
}
