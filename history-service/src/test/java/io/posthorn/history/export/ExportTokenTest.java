// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTokenTest {

    private static ExportToken token(Owner owner) {
        return new ExportToken(
                -7,
                Instant.parse("2026-11-21T06:00:00.123Z"),
                new ExportPlace(owner, Positions.of(2, 1L << 40, 1_795_000_000_123L), 17, 99));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "grüße-\uD83D\uDCEF"})
    void itComesBack(String user) {
        ExportToken token = token(Owner.user(user));

        assertThat(ExportToken.decode(token.encode())).contains(token);
        assertThat(token.encode()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void itComesBackForTheLongestUserAndForEveryone() {
        ExportToken longest = token(Owner.user("\uD83D\uDCEF".repeat(128)));
        ExportToken everyone = token(Owner.everyoneOn(3));

        assertThat(ExportToken.decode(longest.encode())).contains(longest);
        assertThat(ExportToken.decode(everyone.encode())).contains(everyone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "garbage", "%%%", "AAAA", "AQ"})
    void anythingElseIsNone(String text) {
        assertThat(ExportToken.decode(text)).isEmpty();
        assertThat(ExportToken.decode("A".repeat(10_000))).isEmpty();
    }

    @Test
    void noBytesOfAnotherVersionLengthOrEncodingAreTaken() {
        String good = token(Owner.user("user-1")).encode();

        assertThat(ExportToken.decode("B" + good.substring(1))).isEmpty();
        assertThat(ExportToken.decode(good.substring(0, 68))).isEmpty();
        byte[] raw = java.util.Base64.getUrlDecoder().decode(good);
        raw[raw.length - 1] = (byte) 0xff;
        assertThat(ExportToken.decode(java.util.Base64.getUrlEncoder().encodeToString(raw)))
                .isEmpty();
    }

    @Test
    void aSealIsOfAQueryAndAReach() {
        Map<String, String> query = Map.of("user", "u");
        long seal = Seal.of(query, List.of(List.of("a", "b"), List.of(), List.of()));

        assertThat(Seal.of(query, List.of(List.of("b", "a"), List.of(), List.of())))
                .isEqualTo(seal);
        assertThat(Seal.of(Map.of("user", "v"), List.of(List.of("a", "b"), List.of(), List.of())))
                .isNotEqualTo(seal);
        assertThat(Seal.of(query, List.of(List.of("a"), List.of("b"), List.of())))
                .isNotEqualTo(seal);
        assertThat(Seal.of(query, List.of(List.of(), List.of(), List.of()))).isNotEqualTo(seal);
    }
}
