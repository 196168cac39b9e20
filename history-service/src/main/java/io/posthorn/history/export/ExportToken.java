// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.tier.Owner;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What goes on after a row. It opens nothing: it says where to begin, and the reach of who brings it is applied to every row again.
 * The seal ties it to one query and one reach, so that it is not brought with another by mistake.
 *
 * @param to of the query: where the client named none, the service chose it when the export began
 */
record ExportToken(long seal, Instant to, ExportPlace place) {

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + 6 * Long.BYTES + Integer.BYTES;
    /** An owner's key has 128 characters at most, of four bytes each. */
    private static final int MAX_LENGTH = (HEAD + 128 * 4) * 4 / 3 + 4;

    String encode() {
        byte[] owner = place.owner().key().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + owner.length)
                .put(VERSION)
                .putLong(seal)
                .putLong(to.toEpochMilli())
                .putLong(place.rows())
                .putLong(place.ordinal())
                .putInt(place.position().getEra())
                .putLong(place.position().getOffset())
                .putLong(place.position().getAppendedAt())
                .put(owner);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty for anything that {@link #encode} has not made; never an exception. */
    static Optional<ExportToken> decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] raw = Base64.getUrlDecoder().decode(text);
            return raw.length <= HEAD || raw[0] != VERSION
                    ? Optional.empty()
                    : read(ByteBuffer.wrap(raw, 1, raw.length - 1));
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<ExportToken> read(ByteBuffer bytes) throws CharacterCodingException {
        long seal = bytes.getLong();
        Instant to = Instant.ofEpochMilli(bytes.getLong());
        long rows = bytes.getLong();
        long ordinal = bytes.getLong();
        var position = Positions.of(bytes.getInt(), bytes.getLong(), bytes.getLong());
        CharBuffer owner = StandardCharsets.UTF_8.newDecoder().decode(bytes);
        if (rows < 0 || ordinal < 0 || position.getEra() < 0 || position.getOffset() < 0) {
            return Optional.empty();
        }
        return Optional.of(
                new ExportToken(seal, to, new ExportPlace(new Owner(owner.toString()), position, ordinal, rows)));
    }
}
