// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.tally;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a device got of what was sent.
 *
 * @param received each message once
 * @param duplicates arrivals of a message after its first
 * @param outOfOrder messages that first came after one that was sent later
 */
public record Account(int sent, int received, int missing, int duplicates, int outOfOrder) {

    /** @param arrived in order of arrival; what was not sent is not counted */
    public static Account of(List<String> sent, List<String> arrived) {
        Map<String, Integer> places = new HashMap<>();
        sent.forEach(id -> places.put(id, places.size()));
        Set<String> seen = new HashSet<>();
        int duplicates = 0;
        int outOfOrder = 0;
        int furthest = -1;
        for (String id : arrived) {
            Integer place = places.get(id);
            if (place == null) {
                continue;
            }
            if (!seen.add(id)) {
                duplicates++;
            } else if (place < furthest) {
                outOfOrder++;
            } else {
                furthest = place;
            }
        }
        return new Account(places.size(), seen.size(), places.size() - seen.size(), duplicates, outOfOrder);
    }

    public boolean isSound() {
        return missing == 0 && duplicates == 0 && outOfOrder == 0;
    }
}
