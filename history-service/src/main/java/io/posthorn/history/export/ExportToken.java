// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.tier.Owner;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What goes on after a row. It opens nothing: it says where to begin, and the reach of who brings it is applied to every row again.
 *
 * @param to of the query: where the client named none, the service chose it when the export began
 */
record ExportToken(Instant to, ExportPlace place) {

    private static final int HEAD = 5 * Long.BYTES + Integer.BYTES;

    byte[] toBytes() {
        byte[] owner = place.owner().key().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + owner.length)
                .putLong(to.toEpochMilli())
                .putLong(place.rows())
                .putLong(place.ordinal())
                .putInt(place.position().getEra())
                .putLong(place.position().getOffset())
                .putLong(place.position().getAppendedAt())
                .put(owner)
                .array();
    }

    /** Empty for anything that {@link #toBytes} has not made; never an exception. */
    static Optional<ExportToken> parse(byte[] bytes) {
        if (bytes.length <= HEAD) {
            return Optional.empty();
        }
        ByteBuffer all = ByteBuffer.wrap(bytes);
        Instant to = Instant.ofEpochMilli(all.getLong());
        long rows = all.getLong();
        long ordinal = all.getLong();
        var position = Positions.of(all.getInt(), all.getLong(), all.getLong());
        if (rows < 0 || ordinal < 0 || position.getEra() < 0 || position.getOffset() < 0) {
            return Optional.empty();
        }
        try {
            CharBuffer owner = StandardCharsets.UTF_8.newDecoder().decode(all);
            return Optional.of(
                    new ExportToken(to, new ExportPlace(new Owner(owner.toString()), position, ordinal, rows)));
        } catch (CharacterCodingException notOurs) {
            return Optional.empty();
        }
    }
}
