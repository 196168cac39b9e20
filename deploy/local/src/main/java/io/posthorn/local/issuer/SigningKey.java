// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/** The key, kept in a file that only its owner reads, so that tokens stay good over a restart. RS256: what Spring expects unless told otherwise. */
final class SigningKey {

    private final RSAKey key;
    private final RSASSASigner signer;

    private SigningKey(RSAKey key) throws JOSEException {
        this.key = key;
        this.signer = new RSASSASigner(key);
    }

    static SigningKey in(Path file) throws IOException {
        try {
            return new SigningKey(Files.exists(file) ? RSAKey.parse(Files.readString(file)) : create(file));
        } catch (ParseException | JOSEException e) {
            throw new IOException(file + " is not a usable key; delete it and start again, which makes a new one", e);
        }
    }

    String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key cannot sign", e);
        }
        return token.serialize();
    }

    /** The public half, as services fetch it. */
    String jwkSet() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private static RSAKey create(Path file) throws JOSEException, IOException {
        RSAKey key = new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key.toJSONString());
        return key;
    }
}
