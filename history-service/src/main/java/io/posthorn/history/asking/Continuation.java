// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import io.posthorn.history.sealing.Seal;
import io.posthorn.history.security.Reach;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Where the next page of a list begins, as an opaque text: a version, a hash of the list that it continues, and what the list
 * itself wants to know. A guard against mistakes, not against forgery: what may be read is decided by the token of the request.
 *
 * @param list all that makes the list another one: whose it is, of what, in which order
 * @param seal with which places are closed that may be names beyond the reader's reach
 */
public record Continuation(String list, Optional<Seal> seal) {

    private static final byte VERSION = 1;
    private static final int HEAD = 5;
    /** None of ours is longer. */
    private static final int CHARACTERS = 600;

    public Continuation(String list) {
        this(list, Optional.empty());
    }

    /** Of the same list, for one reach, such that nobody else can read it. */
    public Continuation sealed(Seal by, Reach reach) {
        String limits = Stream.of(reach.classes(), reach.groups(), reach.userPrefixes())
                .map(names -> String.join("\0", new TreeSet<>(names)))
                .collect(Collectors.joining("\0\0", "\0\0", ""));
        return new Continuation(list + limits, Optional.of(by));
    }

    public String encode(byte[] place) {
        return seal.map(by -> by.close(list, place)).orElseGet(() -> open(place));
    }

    private String open(byte[] place) {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + place.length)
                .put(VERSION)
                .putInt(hash())
                .put(place);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty for anything that does not continue this list; never an exception. */
    public Optional<ByteBuffer> decode(String text) {
        return seal.map(by -> by.open(list, text).map(ByteBuffer::wrap)).orElseGet(() -> read(text));
    }

    private Optional<ByteBuffer> read(String text) {
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
