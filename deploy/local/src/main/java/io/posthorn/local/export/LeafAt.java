// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the leaf of a row is asked for.
 *
 * @param user empty: a broadcast
 */
record LeafAt(int partition, String user, Position position) {

    static LeafAt of(ExportRow row) {
        return new LeafAt(
                row.partition(), row.message().getUser(), row.message().getPosition());
    }

    /** Of two of one partition. */
    static LeafAt newer(LeafAt one, LeafAt other) {
        return Positions.isAfter(other.position, one.position) ? other : one;
    }

    boolean isAppendedAfter(Instant time) {
        return Instant.ofEpochMilli(position.getAppendedAt()).isAfter(time);
    }

    /** Of a request for its proof. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("era", Integer.toUnsignedString(position.getEra()));
        parameters.put("offset", Long.toUnsignedString(position.getOffset()));
        if (!user.isEmpty()) {
            parameters.put("user", user);
        }
        return parameters;
    }

    @Override
    public String toString() {
        return "%s of partition %d".formatted(Positions.describe(position), partition);
    }
}
