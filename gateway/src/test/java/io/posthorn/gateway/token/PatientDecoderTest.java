// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

class PatientDecoderTest {

    @Test
    void anIssuerThatNeverAnsweredIsNotTheTokensFault() {
        JwtDecoder decoder = new PatientDecoder(new SupplierJwtDecoder(() -> {
            throw new IllegalStateException("no route");
        }));

        assertThatExceptionOfType(JwtException.class)
                .isThrownBy(() -> decoder.decode("token"))
                .isNotInstanceOf(BadJwtException.class);
    }

    @Test
    void aBadTokenIs() {
        JwtDecoder decoder = new PatientDecoder(token -> {
            throw new BadJwtException("bad");
        });

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode("token"));
    }
}
