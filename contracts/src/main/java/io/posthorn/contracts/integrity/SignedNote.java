// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text and signatures of it, as C2SP's signed-note has them: the text, which ends with a line feed; an empty line; and for each
 * signature a line of an em dash, a space, the key's name, a space, and Base64 of the 4 bytes of the key's hash and the signature.
 */
public record SignedNote(String text, List<Line> signatures) {

    /** One signature. */
    public record Line(String name, byte[] hash, byte[] signature) {}

    private static final String DASH = "\u2014 ";
    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_SIGNATURES = 100;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends with a line feed");
        }
    }

    public static SignedNote sign(String text, SigningKey key) {
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(
                text, List.of(new Line(key.verifier().name(), key.verifier().hash(), signature)));
    }

    /** Empty for anything that is no note. */
    public static Optional<SignedNote> parse(String note) {
        int split = note.lastIndexOf("\n\n");
        if (note.length() > MAX_CHARACTERS || split < 0 || !note.endsWith("\n") || !isPlain(note)) {
            return Optional.empty();
        }
        String signatures = note.substring(split + 2);
        if (signatures.isEmpty()) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        for (String each : signatures.substring(0, signatures.length() - 1).split("\n", -1)) {
            Optional<Line> line = line(each);
            if (line.isEmpty() || lines.size() == MAX_SIGNATURES) {
                return Optional.empty();
            }
            lines.add(line.get());
        }
        return Optional.of(new SignedNote(note.substring(0, split + 1), lines));
    }

    private static boolean isPlain(String note) {
        return note.chars().noneMatch(each -> each < ' ' && each != '\n');
    }

    private static Optional<Line> line(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !line.startsWith(DASH) || !VerifierKey.isName(parts[1])) {
            return Optional.empty();
        }
        return Texts.base64(parts[2])
                .filter(bytes -> bytes.length > VerifierKey.HASH_BYTES)
                .map(bytes -> new Line(
                        parts[1],
                        Arrays.copyOf(bytes, VerifierKey.HASH_BYTES),
                        Arrays.copyOfRange(bytes, VerifierKey.HASH_BYTES, bytes.length)));
    }

    /** Whether a signature of this key, by name and hash, is there and right, and none of it is wrong. */
    public boolean isSignedBy(VerifierKey key) {
        List<Line> own = signatures.stream()
                .filter(each -> each.name().equals(key.name()) && Arrays.equals(each.hash(), key.hash()))
                .toList();
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        return !own.isEmpty() && own.stream().allMatch(each -> key.verifies(message, each.signature()));
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Line each : signatures) {
            byte[] signed = ByteBuffer.allocate(each.hash().length + each.signature().length)
                    .put(each.hash())
                    .put(each.signature())
                    .array();
            note.append(DASH)
                    .append(each.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(signed))
                    .append('\n');
        }
        return note.toString();
    }
}
