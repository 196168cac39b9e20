// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** Numbers and bytes as text, of which each has exactly one: two texts that differ never mean the same. */
final class Texts {

    private Texts() {}

    static Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** 0 or more, without a sign and leading zeros. */
    static OptionalLong size(String text) {
        try {
            long size = Long.parseLong(text);
            return size >= 0 && Long.toString(size).equals(text) ? OptionalLong.of(size) : OptionalLong.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
