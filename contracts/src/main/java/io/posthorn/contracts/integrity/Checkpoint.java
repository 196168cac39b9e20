// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a tree was at one size; the text of a {@link SignedNote}, as C2SP's tlog-checkpoint has it: origin, size and root in
 * Base64, each on a line of its own. What a later version puts on further lines is left out.
 *
 * @param origin names the tree, for good
 */
public record Checkpoint(String origin, long size, Hash root) {

    public Checkpoint {
        if (!VerifierKey.isName(origin)) {
            throw new IllegalArgumentException("origin is '%s', allowed: %s".formatted(origin, VerifierKey.NAME_RULE));
        }
        if (size < 0) {
            throw new IllegalArgumentException("size is " + size + ", allowed: 0 or more");
        }
    }

    public String toText() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** Empty for anything that is no checkpoint. */
    public static Optional<Checkpoint> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !text.endsWith("\n") || !VerifierKey.isName(lines[0])) {
            return Optional.empty();
        }
        OptionalLong size = Texts.size(lines[1]);
        return size.isEmpty()
                ? Optional.empty()
                : Hash.parse(lines[2]).map(root -> new Checkpoint(lines[0], size.getAsLong(), root));
    }

    public SignedNote sign(SigningKey key) {
        return SignedNote.sign(toText(), key.named(origin));
    }

    /** Empty when the note is not signed by this key under the name of the checkpoint's origin, or holds no checkpoint. */
    public static Optional<Checkpoint> open(SignedNote note, VerifierKey key) {
        return parse(note.text()).filter(each -> note.isSignedBy(key.named(each.origin())));
    }
}
