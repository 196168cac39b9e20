// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** 32 bytes of SHA-256. As text: standard Base64, 44 characters. The bytes are not to be changed. */
public record Hash(byte[] bytes) {

    public static final int BYTES = 32;

    public static final Hash ZERO = new Hash(new byte[BYTES]);

    public Hash {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
        }
    }

    /** Of all of them, one after the other. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Empty when the text is not the one text of a hash. */
    public static Optional<Hash> parse(String base64) {
        return Texts.base64(base64).filter(each -> each.length == BYTES).map(Hash::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
