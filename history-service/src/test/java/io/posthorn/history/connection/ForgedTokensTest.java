// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.asking.TestParameters;
import io.posthorn.history.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is no secret: whoever makes one up gets what they may ask for anyway, or is refused. */
class ForgedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void oneThatWasGivenIsTaken() {
        DeviceStreamQuery stream = stream(NOW.toEpochMilli(), 1, 17);

        assertThat(connections(NOW.toEpochMilli()).stretch().before())
                .isEqualTo(new Stretch.Moment(NOW, Long.MAX_VALUE));
        assertThat(stream.at()).isEqualTo(NOW);
        assertThat(stream.after()).contains(Positions.of(1, 17, NOW.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 946_684_799_999L, 253_402_300_800_000L, Long.MAX_VALUE})
    void noTokenHasATimeThatNeverWas(long millis) {
        refused(() -> connections(millis));
        refused(() -> stream(millis, 1, 17));
    }

    @Test
    void noTokenHasAPlaceThatIsNone() {
        refused(() -> stream(NOW.toEpochMilli(), -1, 17));
        refused(() -> stream(NOW.toEpochMilli(), 0x10000, 17));
        refused(() -> stream(NOW.toEpochMilli(), 1, -1));
    }

    private static ConnectionsQuery connections(long millis) {
        byte[] place =
                ByteBuffer.allocate(16).putLong(millis).putLong(Long.MAX_VALUE).array();
        String next = new Continuation("connections desc user-1").encode(place);
        return ConnectionsQuery.of("user-1", TestParameters.of("next", next), NOW);
    }

    private static DeviceStreamQuery stream(long millis, long era, long offset) {
        byte[] place = ByteBuffer.allocate(32)
                .putLong(millis)
                .putLong(era)
                .putLong(offset)
                .putLong(NOW.toEpochMilli())
                .array();
        String next = new Continuation("stream desc user-1 phone").encode(place);
        return DeviceStreamQuery.of("user-1", "phone", TestParameters.of("next", next), NOW);
    }

    private static void refused(ThrowingCallable asking) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(asking).withMessageStartingWith("next");
    }
}
