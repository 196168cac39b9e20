// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void sayWhoMayDoWhatUntilWhen() throws ParseException {
        JWTClaimsSet claims = Claims.of(new TokenRequest("user-1", "publish", "audit"), "http://issuer", NOW);

        assertThat(claims.getIssuer()).isEqualTo("http://issuer");
        assertThat(claims.getAudience()).containsExactly("posthorn");
        assertThat(claims.getSubject()).isEqualTo("user-1");
        assertThat(claims.getStringClaim("scope")).isEqualTo("audit publish");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plus(Duration.ofHours(12))));
        assertThat(claims.getStringClaim("sid")).isNotBlank();
        assertThat(claims.getJWTID()).isNotBlank().isNotEqualTo(claims.getStringClaim("sid"));
    }

    @Test
    void keepTheSessionThatIsAskedFor() throws ParseException {
        TokenRequest request = new TokenRequest("user-1", Set.of("device"), Duration.ofHours(1), "s-1");

        assertThat(Claims.of(request, "http://issuer", NOW).getStringClaim("sid"))
                .isEqualTo("s-1");
    }

    @Test
    void mayHaveExpired() {
        TokenRequest request = new TokenRequest("user-1", Set.of("device"), Duration.ofMinutes(-5), null);
        JWTClaimsSet claims = Claims.of(request, "http://issuer", NOW);

        assertThat(claims.getExpirationTime()).isBefore(NOW).isAfter(claims.getIssueTime());
    }
}
