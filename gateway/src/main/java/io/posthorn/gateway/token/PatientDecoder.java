// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/** That the issuer has never answered yet is no fault of ours: it cannot be told now, as when it does not answer later. */
final class PatientDecoder implements JwtDecoder {

    private final JwtDecoder decoder;

    PatientDecoder(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtDecoderInitializationException issuerAway) {
            throw new JwtException("the issuer has not answered yet", issuerAway);
        }
    }
}
