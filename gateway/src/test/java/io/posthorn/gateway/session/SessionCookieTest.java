// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void holds256BitsAndNeverTheSame() {
        Set<String> values = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String value = SessionCookie.newValue(random);
            assertThat(Base64.getUrlDecoder().decode(value)).hasSize(32);
            assertThat(SessionCookie.isValue(value)).isTrue();
            values.add(value);
        }
        assertThat(values).hasSize(1_000);
    }

    @Test
    void theIdIsTheHashOfTheValue() {
        String value = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        assertThat(SessionCookie.sessionOf(value)).hasSize(43).isNotEqualTo(value);
        assertThat(SessionCookie.sessionOf(value)).isEqualTo(SessionCookie.sessionOf(value));
        assertThat(SessionCookie.sessionOf(SessionCookie.sessionOf(value)))
                .isNotEqualTo(SessionCookie.sessionOf(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                "ÄAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatNoGatewayGaveIsNotLookedUp(String value) {
        assertThat(SessionCookie.isValue(value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, ,                       true",
        "127.0.0.1, http://localhost:3000,  true",
        "[::1],     http://[::1]:3000,      true",
        "::1,       ,                       true",
        "gw.localhost, http://app.localhost, true",
        "localhost, https://app.example.org, false",
        "localhost, null,                   false",
        "127.0.0.1, http://127.0.0.1.evil.example.org, false",
        "localhost, ::::,                   false",
        "gateway.example.org, ,             false",
        "gateway.example.org, http://localhost:3000, false",
        "localhost.example.org, ,           false",
        "127.0.0.10, ,                      false"
    })
    void goesWithoutTlsOnLocalhostOnly(String host, @Nullable String origin, boolean local) {
        assertThat(SessionCookie.isLocal(host, origin)).isEqualTo(local);
    }

    @Test
    void elsewhereOnlyTheNameThatNoNeighbourCanPlantIsRead() {
        assertThat(SessionCookie.names("gateway.example.org", null)).containsExactly("__Host-posthorn-session");
        assertThat(SessionCookie.names("localhost", "https://app.example.org"))
                .containsExactly("__Host-posthorn-session");
        assertThat(SessionCookie.names("localhost", null))
                .containsExactly("__Host-posthorn-session", "posthorn-session");
    }
}
