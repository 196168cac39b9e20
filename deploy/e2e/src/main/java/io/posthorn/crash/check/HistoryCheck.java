// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Positions;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** History holds what the router committed, message by message, and nothing else. */
record HistoryCheck(Facts facts) {

    private record Key(String user, int era, long offset) {

        static Key of(Applied message) {
            return new Key(
                    message.user(),
                    message.position().getEra(),
                    message.position().getOffset());
        }
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Map<Key, Applied> rows = new HashMap<>();
        for (Applied row : facts.rows()) {
            if (rows.put(Key.of(row), row) != null) {
                findings.add(found(row, "is in two tables"));
            }
        }
        for (Applied message : facts.messages()) {
            Applied row = rows.remove(Key.of(message));
            if (row == null) {
                findings.add(found(message, "was committed and is in no table"));
            } else if (row.whole() != message.whole()) {
                findings.add(found(message, "was committed, and the row is " + row));
            }
        }
        rows.values().forEach(row -> findings.add(found(row, "is in a table and was never committed")));
        return findings;
    }

    private static Finding found(Applied message, String what) {
        return new Finding(
                Invariant.HISTORY,
                message.user(),
                "%s at %s %s".formatted(message.identity(), Positions.describe(message.position()), what));
    }
}
