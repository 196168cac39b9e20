// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.position;

import io.posthorn.contracts.v1.Position;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What a device holds: a {@link Position} and the hash of the user whose stream it is in.
 *
 * <p>As text: 28 characters of URL-safe Base64 over 21 bytes: version (1), era (2), offset (8), append time in milliseconds
 * (6), user hash (4). Opaque to clients, who may only compare cursors for equality.
 */
public record Cursor(Position position, int userHash) {

    /** No cursor of any version is longer. */
    public static final int MAX_LENGTH = 64;

    private static final byte VERSION = 1;
    private static final int BYTES = 21;
    private static final long SIX_BYTES = 0xFFFF_FFFF_FFFFL;

    public static String encode(Position position, int userHash) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putShort((short) position.getEra())
                .putLong(position.getOffset())
                .putShort((short) (position.getAppendedAt() >>> 32))
                .putInt((int) position.getAppendedAt())
                .putInt(userHash);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty when the text is no cursor of a version that this program knows; never an exception. */
    public static Optional<Cursor> decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] raw;
        try {
            raw = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (raw.length != BYTES || raw[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw, 1, BYTES - 1);
        int era = Short.toUnsignedInt(bytes.getShort());
        long offset = bytes.getLong();
        long appendedAt = ((long) bytes.getShort() << 32 | Integer.toUnsignedLong(bytes.getInt())) & SIX_BYTES;
        Cursor cursor = new Cursor(Positions.of(era, offset, appendedAt), bytes.getInt());
        return offset < 0 ? Optional.empty() : Optional.of(cursor);
    }

    /** Empty also when the cursor belongs to another user. */
    public static Optional<Position> decodeFor(int userHash, String text) {
        return decode(text).filter(cursor -> cursor.userHash == userHash).map(Cursor::position);
    }

    @Override
    public String toString() {
        return encode(position, userHash);
    }
}
