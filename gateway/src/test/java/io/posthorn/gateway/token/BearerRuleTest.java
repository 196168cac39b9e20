// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class BearerRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private static final Duration LONGEST = Duration.ofDays(1);

    private final BearerRule rule = new BearerRule(InstantSource.fixed(NOW), LONGEST);

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

    @Test
    void oneThatOutlivesTheMemoryOfRevocations() {
        Instant issued = NOW.minusSeconds(60);

        assertThat(refuses(token().subject("user-1").issuedAt(issued).expiresAt(issued.plus(LONGEST))))
                .isFalse();
        assertThat(refuses(token().subject("user-1")
                        .issuedAt(issued)
                        .expiresAt(issued.plus(LONGEST).plusSeconds(1))))
                .isTrue();
    }

    /** It would be void for as long as any revocation is remembered, or good again when one is forgotten. */
    @Test
    void oneThatDoesNotSayWhenItWasIssued() {
        assertThat(refuses(token().claims(claims -> claims.remove("iat"))
                        .subject("user-1")
                        .expiresAt(NOW.plusSeconds(60))))
                .isTrue();
    }

    /** No revocation of what was issued up to now would reach it. */
    @Test
    void oneThatIsYetToBeIssued() {
        Instant end = NOW.plusSeconds(600);

        assertThat(refuses(
                        token().subject("user-1").issuedAt(NOW.plusSeconds(60)).expiresAt(end)))
                .isFalse();
        assertThat(refuses(
                        token().subject("user-1").issuedAt(NOW.plusSeconds(61)).expiresAt(end)))
                .isTrue();
    }

    @Test
    void aUserThatIsNobody() {
        assertThat(refuses(token().subject("anonymous:a").expiresAt(NOW.plusSeconds(60))))
                .isTrue();
        assertThat(refuses(token().subject("anonymous").expiresAt(NOW.plusSeconds(60))))
                .isFalse();
    }

    @Test
    void aSessionThatNobodyCouldNameToRevokeIt() {
        assertThat(refuses(token().subject("user-1").claim("sid", "a b").expiresAt(NOW.plusSeconds(60))))
                .isTrue();
        assertThat(refuses(
                        token().subject("user-1").claim("sid", "s".repeat(129)).expiresAt(NOW.plusSeconds(60))))
                .isTrue();
        assertThat(refuses(token().subject("user-1").claim("sid", "s-1").expiresAt(NOW.plusSeconds(60))))
                .isFalse();
    }

    private boolean refuses(Jwt.Builder token) {
        return rule.validate(token.build()).hasErrors();
    }

    private static Jwt.Builder token() {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .claim("aud", "posthorn")
                .issuedAt(NOW.minusSeconds(60));
    }
}
