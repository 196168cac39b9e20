// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** The place of one read in the log; as text opaque. */
record AuditReadsToken(Instant at, UUID id) {

    private static final int BYTES = 24;

    /** As Cassandra orders them. */
    static final Comparator<AuditReadsToken> ORDER = Comparator.comparing(AuditReadsToken::at)
            .thenComparing(each -> each.id.getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(each -> each.id.getLeastSignificantBits(), Long::compareUnsigned);

    static AuditReadsToken of(AuditRead read) {
        return new AuditReadsToken(read.at(), read.id());
    }

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(BYTES)
                        .putLong(at.toEpochMilli())
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    /** Empty for anything that is none; never an exception. */
    static Optional<AuditReadsToken> decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer place = ByteBuffer.wrap(bytes);
        long at = place.getLong();
        return at < 0 || at > 1L << 47
                ? Optional.empty()
                : Optional.of(
                        new AuditReadsToken(Instant.ofEpochMilli(at), new UUID(place.getLong(), place.getLong())));
    }
}
