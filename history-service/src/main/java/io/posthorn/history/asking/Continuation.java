// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where the next page of a list begins, as an opaque text: a version, a hash of the list that it continues, and what the list
 * itself wants to know. A guard against mistakes, not against forgery: what may be read is decided by the token of the request.
 *
 * @param list all that makes the list another one: whose it is, of what, in which order
 */
public record Continuation(String list) {

    private static final byte VERSION = 1;
    private static final int HEAD = 5;
    /** None of ours is longer. */
    private static final int CHARACTERS = 600;

    public String encode(byte[] place) {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + place.length)
                .put(VERSION)
                .putInt(hash())
                .put(place);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty for anything that does not continue this list; never an exception. */
    public Optional<ByteBuffer> decode(String text) {
        if (text.length() > CHARACTERS) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length < HEAD || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        return buffer.getInt() == hash() ? Optional.of(buffer.slice()) : Optional.empty();
    }

    private int hash() {
        CRC32C crc = new CRC32C();
        crc.update(list.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
