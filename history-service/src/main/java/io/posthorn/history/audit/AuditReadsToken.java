// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.asking.Asked;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** A place in the log: that of a read, or one between two days. */
record AuditReadsToken(Instant at, UUID id) {

    private static final int BYTES = 24;
    private static final UUID FIRST_ID = new UUID(0, 0);
    private static final UUID LAST_ID = new UUID(-1, -1);

    /** As Cassandra orders them. */
    static final Comparator<AuditReadsToken> ORDER = Comparator.comparing(AuditReadsToken::at)
            .thenComparing(each -> each.id.getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(each -> each.id.getLeastSignificantBits(), Long::compareUnsigned);

    static AuditReadsToken of(AuditRead read) {
        return new AuditReadsToken(read.at(), read.id());
    }

    /** Before all reads of this day. */
    static AuditReadsToken before(LocalDate day) {
        return new AuditReadsToken(day.atStartOfDay(ZoneOffset.UTC).toInstant(), FIRST_ID);
    }

    /** Behind all reads of this day. */
    static AuditReadsToken behind(LocalDate day) {
        return new AuditReadsToken(before(day.plusDays(1)).at.minus(Duration.ofMillis(1)), LAST_ID);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(at.toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Empty for anything that is none. */
    static Optional<AuditReadsToken> of(ByteBuffer place) {
        if (place.remaining() != BYTES) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochMilli(place.getLong());
        return Optional.of(new AuditReadsToken(at, new UUID(place.getLong(), place.getLong())))
                .filter(token -> Asked.isTime(token.at));
    }
}
