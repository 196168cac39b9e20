// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Signs with what everybody knows: the issuer's public key, taken for a shared secret. */
public final class KeyConfusion {

    private final String issuer;
    private final RSAKey publicKey;

    public KeyConfusion(TestIssuer issuer) {
        this.issuer = issuer.uri();
        try {
            publicKey = JWKSet.load(URI.create(issuer.jwkSetUri()).toURL())
                    .getKeys()
                    .get(0)
                    .toRSAKey();
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** Perfect but for their signature: the key as DER, as PEM, as JWK. */
    public List<String> tokens(String user) {
        try {
            byte[] der = publicKey.toRSAPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END PUBLIC KEY-----\n";
            return List.of(
                    signed(user, der),
                    signed(user, pem.getBytes(StandardCharsets.US_ASCII)),
                    signed(user, publicKey.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String signed(String user, byte[] secret) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("posthorn")
                .subject(user)
                .claim("scope", "device")
                .issueTime(Date.from(Instant.now().minusSeconds(5)))
                .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(publicKey.getKeyID())
                        .build(),
                claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }
}
