// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.contracts.position.UserHash;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Somebody read messages of somebody else.
 *
 * @param reader {@code sub} of the token
 * @param session {@code sid} of the token, may be empty
 * @param user whose messages
 * @param query what of them
 * @param rows how many were shown
 * @param address where the request came from
 */
public record AuditRead(
        Instant at,
        UUID id,
        String reader,
        String session,
        String user,
        String purpose,
        String query,
        int rows,
        String address) {

    /** Partitions of one day. */
    static final int SHARDS = 8;

    LocalDate day() {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** One reader's reads of a day are in one partition. */
    int shard() {
        return Math.floorMod(UserHash.of(reader), SHARDS);
    }
}
