// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class StandingRuleTest {

    private static final Instant ISSUED = Instant.parse("2026-11-20T10:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private boolean known = true;
    private boolean isVoid;

    private final StandingRule rule = new StandingRule(new Standing() {
        @Override
        public boolean isKnown() {
            return known;
        }

        @Override
        public boolean isVoid(String user, String session, Instant issuedAt) {
            asked.add(user + "/" + session + "/" + issuedAt);
            return isVoid;
        }
    });

    @Test
    void whatStandsIsTaken() {
        assertThat(rule.validate(token().build()).hasErrors()).isFalse();
        assertThat(asked).containsExactly("user-1/session-1/" + ISSUED);
    }

    @Test
    void whatWasRevokedIsNot() {
        isVoid = true;

        assertThat(rule.validate(token().build()).hasErrors()).isTrue();
    }

    @Test
    void withoutATimeItWasIssuedBeforeEverything() {
        rule.validate(token().claims(claims -> {
                    claims.remove("iat");
                    claims.remove("sid");
                })
                .build());

        assertThat(asked).containsExactly("user-1//" + Instant.EPOCH);
    }

    @Test
    void whatCannotBeToldIsNeitherGoodNorBad() {
        known = false;

        assertThatExceptionOfType(StandingUnknownException.class).isThrownBy(() -> rule.validate(token().build()));
        assertThat(asked).isEmpty();
    }

    private static Jwt.Builder token() {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .subject("user-1")
                .claim("sid", "session-1")
                .issuedAt(ISSUED)
                .expiresAt(ISSUED.plusSeconds(60));
    }
}
