// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of one partition that are written together: Cassandra warns of batches above 5 KB and refuses those above 50 KB. */
final class Bundles {

    /** Some 200 bytes each, 900 at most. */
    static final int MOST_ROWS = 16;

    private Bundles() {}

    /** In each of them the order is kept. */
    static List<List<NewReceipt>> of(Collection<NewReceipt> rows) {
        Map<NewReceipt.Home, List<NewReceipt>> open = new LinkedHashMap<>();
        List<List<NewReceipt>> bundles = new ArrayList<>();
        for (NewReceipt row : rows) {
            List<NewReceipt> bundle = open.computeIfAbsent(row.home(), home -> new ArrayList<>());
            bundle.add(row);
            if (bundle.size() == MOST_ROWS) {
                bundles.add(open.remove(row.home()));
            }
        }
        bundles.addAll(open.values());
        return bundles;
    }
}
