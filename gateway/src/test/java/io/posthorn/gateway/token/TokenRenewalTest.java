// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.token.TokenRenewal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class TokenRenewalTest {

    private final List<Bearer> taken = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    @Test
    void aGoodTokenIsTaken() {
        check(token -> jwt("device publish"));

        assertThat(taken).containsExactly(new Bearer("user-1", "", Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));
        assertThat(refused).isEmpty();
    }

    @Test
    void aTokenForSomethingElseIsRefused() {
        check(token -> jwt("publish"));

        assertThat(taken).isEmpty();
        assertThat(refused).singleElement().extracting(Refusal::temporary).isEqualTo(false);
    }

    @Test
    void aBadTokenIsRefusedForGood() {
        check(token -> {
            throw new BadJwtException("bad");
        });

        assertThat(refused).singleElement().extracting(Refusal::temporary).isEqualTo(false);
    }

    @Test
    void anIssuerThatIsAwayIsNotTheTokensFault() {
        check(token -> {
            throw new JwtException("no answer");
        });

        assertThat(refused).singleElement().extracting(Refusal::temporary).isEqualTo(true);
    }

    @Test
    void whatMayHaveBeenRevokedIsNotTakenNow() {
        check(token -> {
            throw new StandingUnknownException();
        });

        assertThat(taken).isEmpty();
        assertThat(refused).singleElement().extracting(Refusal::temporary).isEqualTo(true);
    }

    @Test
    void whateverGoesWrongTheDeviceIsTold() {
        check(token -> {
            throw new IllegalStateException("not foreseen");
        });

        assertThat(refused).singleElement().extracting(Refusal::temporary).isEqualTo(true);
    }

    /** A thousand of them may wait. */
    @Test
    void aTokenThatIsTooLongForAHandshakeDoesNotEvenWait() {
        new TokenRenewal(token -> jwt("device"), task -> {
                    throw new AssertionError("waits");
                })
                .check("t".repeat(8_193), taken::add, refused::add);

        assertThat(refused).singleElement().extracting(Refusal::code).isEqualTo("bad-token");
    }

    @Test
    void tooMuchToDoIsSaidAtOnce() {
        new TokenRenewal(token -> jwt("device"), task -> {
                    throw new RejectedExecutionException();
                })
                .check("t", taken::add, refused::add);

        assertThat(refused).singleElement().extracting(Refusal::temporary).isEqualTo(true);
    }

    private void check(JwtDecoder decoder) {
        new TokenRenewal(decoder, Runnable::run).check("t", taken::add, refused::add);
    }

    private static Jwt jwt(String scope) {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .subject("user-1")
                .expiresAt(Instant.EPOCH.plusSeconds(60))
                .claim("scope", scope)
                .build();
    }
}
