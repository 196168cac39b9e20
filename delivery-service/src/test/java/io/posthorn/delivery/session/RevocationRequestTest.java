// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.v1.Revocation;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationRequestTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void ofAUserWhatWasIssuedBefore() {
        Revocation revocation =
                request(NOW, "user-1", null, "stolen").revocation(NOW).build();

        assertThat(revocation.getUser()).isEqualTo("user-1");
        assertThat(revocation.getUntil()).isEqualTo(NOW.toEpochMilli() - 1);
        assertThat(revocation.getReason()).isEqualTo("stolen");
    }

    @Test
    void ofEveryone() {
        Revocation revocation = request(NOW, null, true, null).revocation(NOW).build();

        assertThat(revocation.getEveryone()).isTrue();
        assertThat(revocation.getReason()).isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(request(null, "user-1", null, null), "issuedBefore"),
                Arguments.of(request(NOW.plusMillis(1), "user-1", null, null), "issuedBefore"),
                Arguments.of(request(Instant.EPOCH, "user-1", null, null), "issuedBefore"),
                Arguments.of(request(NOW, null, null, null), "either user or"),
                Arguments.of(request(NOW, "user-1", true, null), "either user or"),
                Arguments.of(request(NOW, "user-1", false, null), "either user or"),
                Arguments.of(request(NOW, null, false, null), "either user or"),
                Arguments.of(request(NOW, "user-1", null, "x".repeat(201)), "reason"),
                Arguments.of(request(NOW, "user-1", null, "a\nb"), "reason"),
                Arguments.of(request(NOW, "user-1", null, "\uD800"), "reason"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsNotClearRevokesNothing(RevocationRequest request, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.revocation(NOW))
                .withMessageStartingWith(rule);
    }

    private static RevocationRequest request(
            @Nullable Instant issuedBefore,
            @Nullable String user,
            @Nullable Boolean everyone,
            @Nullable String reason) {
        return new RevocationRequest(issuedBefore, user, everyone, reason);
    }
}
