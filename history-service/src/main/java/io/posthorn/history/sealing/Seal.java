// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes places, so that they can be read and used only here, and only for the list and the reader that they were given to. What
 * may be read is still decided by the token of each request: this hides names, it opens nothing.
 *
 * <p>The same place for the same list always comes out as the same text: an answer that is given again is the same to the byte. So
 * the nonce is no random number but a hash of what is closed; two places have the same by chance once in 2^48.
 */
public final class Seal {

    static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = 1 + NONCE_BYTES;
    private static final int SHORTEST = HEAD + TAG_BITS / 8;
    /** None of ours is longer: an id has 512 bytes at most. */
    private static final int MOST_CHARACTERS = 1_000;

    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec closing;
    private final SecretKeySpec nonces;

    /** @param key that all instances share */
    Seal(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of %d bytes, allowed: %d".formatted(key.length, KEY_BYTES));
        }
        SecretKeySpec whole = new SecretKeySpec(key, MAC);
        this.closing = new SecretKeySpec(mac(whole, utf8("closing")), "AES");
        this.nonces = new SecretKeySpec(mac(whole, utf8("nonces")), MAC);
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** @param list all that makes the list another one: of what, in which order, for whom */
    public String close(String list, byte[] place) {
        byte[] about = utf8(list);
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(about.length).array();
        byte[] nonce = Arrays.copyOf(mac(nonces, length, about, place), NONCE_BYTES);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, about).doFinal(place);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(HEAD + closed.length)
                            .put(VERSION)
                            .put(nonce)
                            .put(closed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw everyJavaCan(e);
        }
    }

    /** Empty for anything that was not closed for this list; never an exception. */
    public Optional<byte[]> open(String list, String text) {
        return decode(text).flatMap(bytes -> {
            byte[] nonce = Arrays.copyOfRange(bytes, 1, HEAD);
            try {
                return Optional.of(
                        cipher(Cipher.DECRYPT_MODE, nonce, utf8(list)).doFinal(bytes, HEAD, bytes.length - HEAD));
            } catch (AEADBadTagException notOurs) {
                return Optional.empty();
            } catch (GeneralSecurityException e) {
                throw everyJavaCan(e);
            }
        });
    }

    private static Optional<byte[]> decode(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text))
                    .filter(bytes -> bytes.length >= SHORTEST && bytes[0] == VERSION);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, closing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about);
        return cipher;
    }

    private static byte[] mac(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw everyJavaCan(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException everyJavaCan(GeneralSecurityException e) {
        return new IllegalStateException("Every Java has AES/GCM and HmacSHA256", e);
    }
}
