// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class BearerRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final BearerRule rule = new BearerRule(InstantSource.fixed(NOW));

    @Test
    void aUserAndAnEndToCome() {
        assertThat(refuses(token().subject("user-1").expiresAt(NOW.plusSeconds(1))))
                .isFalse();
    }

    @Test
    void atItsEndItIsOver() {
        assertThat(refuses(token().subject("user-1").expiresAt(NOW))).isTrue();
    }

    @Test
    void withoutAnEnd() {
        assertThat(refuses(token().subject("user-1"))).isTrue();
    }

    @Test
    void withoutAUser() {
        assertThat(refuses(token().expiresAt(NOW.plusSeconds(60)))).isTrue();
        assertThat(refuses(token().subject("").expiresAt(NOW.plusSeconds(60)))).isTrue();
    }

    @Test
    void aUserThatIsNoId() {
        assertThat(refuses(token().subject("user 1").expiresAt(NOW.plusSeconds(60))))
                .isTrue();
        assertThat(refuses(token().subject("u".repeat(129)).expiresAt(NOW.plusSeconds(60))))
                .isTrue();
    }

    private boolean refuses(Jwt.Builder token) {
        return rule.validate(token.build()).hasErrors();
    }

    private static Jwt.Builder token() {
        return Jwt.withTokenValue("t").header("alg", "RS256").claim("aud", "posthorn");
    }
}
