// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * As many of a device's attributes as have room in a row, in the order of their names.
 *
 * @param leftOut how many had not
 */
record KeptAttributes(Map<String, String> kept, int leftOut) {

    static final KeptAttributes NONE = new KeptAttributes(Map.of(), 0);

    /** In UTF-8, of names and values together. */
    static final int BYTES = 1_024;

    static KeptAttributes of(Map<String, String> all) {
        Map<String, String> kept = new TreeMap<>();
        int room = BYTES;
        for (var each : new TreeMap<>(all).entrySet()) {
            int size = size(each.getKey()) + size(each.getValue());
            if (size <= room) {
                kept.put(each.getKey(), each.getValue());
                room -= size;
            }
        }
        return new KeptAttributes(kept, all.size() - kept.size());
    }

    /** Of names alone. */
    static List<String> names(List<String> all) {
        List<String> kept = new ArrayList<>();
        int room = BYTES;
        for (String each : all) {
            if (size(each) <= room) {
                kept.add(each);
                room -= size(each);
            }
        }
        return kept;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
