// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.ReplayRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final ReplayRequest request = ReplayRequest.newBuilder()
            .setUser("user-1")
            .setConnection("c-1")
            .setGateway("g-1")
            .setAfter(Positions.of(1, 10, 0))
            .setUpTo(Positions.of(1, 20, 0))
            .setDeadline(NOW.toEpochMilli() + 1)
            .build();

    @Test
    void isServedBeforeItsDeadline() {
        assertThat(of(request)).isEqualTo(new Request.Serve(request));
    }

    @Test
    void isVoidFromItsDeadlineOn() {
        assertThat(of(request.toBuilder().setDeadline(NOW.toEpochMilli()).build()))
                .isEqualTo(new Request.Void());
        assertThat(of(request.toBuilder().clearDeadline().build())).isEqualTo(new Request.Void());
    }

    @Test
    void isVoidWhenItAsksForNothing() {
        assertThat(of(request.toBuilder().setUpTo(request.getAfter()).build())).isEqualTo(new Request.Void());
    }

    @Test
    void isParkedWhenItCannotBeAnswered() {
        assertThat(Request.of(null, NOW)).isInstanceOf(Request.Park.class);
        assertThat(Request.of(new byte[] {1, 2, 3}, NOW)).isInstanceOf(Request.Park.class);
        assertThat(of(request.toBuilder().clearUser().build())).isInstanceOf(Request.Park.class);
        assertThat(of(request.toBuilder().clearConnection().build())).isInstanceOf(Request.Park.class);
        assertThat(of(request.toBuilder().clearGateway().build())).isInstanceOf(Request.Park.class);
    }

    @Test
    void boundsAreWhatIsAskedForWithinWhatIsAllowed() {
        Bounds allowed = new Bounds(1_000, 1 << 20, 5_000);

        assertThat(Bounds.of(bounds(10, 2_000), allowed)).isEqualTo(new Bounds(10, 2_000, 5_000));
        assertThat(Bounds.of(bounds(0, 0), allowed)).isEqualTo(new Bounds(256, 256 << 10, 5_000));
        assertThat(Bounds.of(bounds(-1, -1), allowed)).isEqualTo(allowed);
    }

    private static ReplayRequest bounds(int messages, int bytes) {
        return ReplayRequest.newBuilder()
                .setMaxMessages(messages)
                .setMaxBytes(bytes)
                .build();
    }

    private static Request of(ReplayRequest request) {
        return Request.of(request.toByteArray(), NOW);
    }
}
