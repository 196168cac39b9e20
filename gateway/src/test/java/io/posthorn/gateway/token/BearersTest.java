// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class BearersTest {

    private static final Instant ISSUED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant ENDS = ISSUED.plusSeconds(3_600);
    private static final Identity COOKIE = new Identity(
            new Bearer("user-1", "cookie-1", ISSUED, ENDS), "User One", List.of("clerk"), List.of("device"));

    @Test
    void aTokenSaysItAll() {
        Identity identity = Bearers.identity(token(jwt().claim("name", "User One")
                .claim("roles", List.of("clerk", "auditor"))
                .build()));

        assertThat(identity.bearer()).isEqualTo(new Bearer("user-1", "session-1", ISSUED, ENDS));
        assertThat(identity.displayName()).isEqualTo("User One");
        assertThat(identity.roles()).containsExactly("clerk", "auditor");
        assertThat(identity.scopes()).containsExactly("device");
    }

    @Test
    void aTokenMaySayLittle() {
        Identity identity = Bearers.identity(
                token(jwt().claims(claims -> claims.remove("sid")).build()));

        assertThat(identity.bearer().session()).isEmpty();
        assertThat(identity.displayName()).isEmpty();
        assertThat(identity.roles()).isEmpty();
    }

    @Test
    void rolesThatAreNoListAreOneRole() {
        assertThat(Bearers.identity(token(jwt().claim("roles", "clerk").build()))
                        .roles())
                .containsExactly("clerk");
    }

    @Test
    void aConnectionOfATokenEndsWithIt() {
        assertThat(Bearers.of(token(jwt().build())).expiresAt()).isEqualTo(ENDS);
    }

    @Test
    void aConnectionOfASessionIsEndedByTheSweepAndNotByItsOwnDeadline() {
        Bearer bearer = Bearers.of(DeviceAuthentication.ofCookie(COOKIE));

        assertThat(bearer.user()).isEqualTo("user-1");
        assertThat(bearer.session()).isEqualTo("cookie-1");
        assertThat(bearer.expiresAt()).isAfter(ENDS.plusSeconds(60));
    }

    @Test
    void nobodyInParticularEndsInTime() {
        assertThat(Bearers.of(DeviceAuthentication.ofNobody(COOKIE)).expiresAt())
                .isEqualTo(ENDS);
    }

    @Test
    void aSessionHasTheScopesOfItsToken() {
        assertThat(DeviceAuthentication.ofCookie(COOKIE).getAuthorities())
                .extracting(Object::toString)
                .containsExactly(TokenRenewal.DEVICE_AUTHORITY);
    }

    @Test
    void whoeverElseHasNoConnection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bearers.of(new TestingAuthenticationToken("user-1", "secret")));
    }

    private static JwtAuthenticationToken token(Jwt jwt) {
        return new JwtAuthenticationToken(jwt, AuthorityUtils.createAuthorityList("SCOPE_device", "FACTOR_BEARER"));
    }

    private static Jwt.Builder jwt() {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .subject("user-1")
                .claim("sid", "session-1")
                .issuedAt(ISSUED)
                .expiresAt(ENDS);
    }
}
