// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An Ed25519 public key under a name, as C2SP's signed-note has it. As text: {@code name+hash+key}, the hash as 8 hexadecimal
 * digits, the key as Base64 of the byte 1 and its 32 bytes.
 *
 * <p>The hash, which tells a signature's key, is over the name too, so one key under two names is two keys to a note.
 */
public record VerifierKey(String name, PublicKey key) {

    static final String NAME_RULE = "1 to 500 characters without spaces, control characters and +";

    static final int HASH_BYTES = 4;

    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final byte ED25519 = 1;
    /** All that an encoded key has before its 32 bytes. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    public VerifierKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("name is '%s', allowed: %s".formatted(name, NAME_RULE));
        }
        if (key.getEncoded().length != X509.length + KEY_BYTES) {
            throw new IllegalArgumentException("the key of " + name + " is no Ed25519 key");
        }
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= 500
                && name.codePoints()
                        .noneMatch(each -> each == '+'
                                || Character.isWhitespace(each)
                                || Character.isSpaceChar(each)
                                || Character.isISOControl(each)
                                || Character.getType(each) == Character.SURROGATE);
    }

    /** Empty for anything that is no such text, or whose hash is not that of its name and key. */
    public static Optional<VerifierKey> parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0])) {
            return Optional.empty();
        }
        return Texts.base64(parts[2])
                .filter(bytes -> bytes.length == 1 + KEY_BYTES && bytes[0] == ED25519)
                .flatMap(bytes -> key(Arrays.copyOfRange(bytes, 1, bytes.length)))
                .map(key -> new VerifierKey(parts[0], key))
                .filter(key -> HexFormat.of().formatHex(key.hash()).equals(parts[1]));
    }

    private static Optional<PublicKey> key(byte[] raw) {
        try {
            return Optional.of(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(X509, raw))));
        } catch (GeneralSecurityException noPoint) {
            return Optional.empty();
        }
    }

    /** The same key under another name. */
    public VerifierKey named(String other) {
        return other.equals(name) ? this : new VerifierKey(other, key);
    }

    byte[] hash() {
        Hash whole = Hash.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typed());
        return Arrays.copyOf(whole.bytes(), HASH_BYTES);
    }

    private byte[] typed() {
        byte[] encoded = key.getEncoded();
        return concat(new byte[] {ED25519}, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    boolean verifies(byte[] message, byte[] signature) {
        // What a longer one has at its end the JDK does not look at.
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(hash()) + "+"
                + java.util.Base64.getEncoder().encodeToString(typed());
    }
}
