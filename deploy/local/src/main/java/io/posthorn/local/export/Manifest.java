// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.v1.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a folder holds.
 *
 * @param madeAt when it was whole
 * @param key public key of the checkpoints, as text; empty: the service signs none
 * @param query with the times that the service filled in
 */
public record Manifest(
        String madeAt, String key, Map<String, String> query, long rows, List<Part> parts, Map<Integer, Range> ranges) {

    /**
     * One part.
     *
     * @param first and {@code last}: numbers of its rows; 0 where it has none
     * @param places SHA-256 of the file that says which leaves its rows are
     */
    public record Part(String file, long rows, long first, long last, String sha256, String places) {

        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("file", file);
            map.put("rows", rows);
            map.put("first", first);
            map.put("last", last);
            map.put("sha256", sha256);
            map.put("placesSha256", places);
            return map;
        }
    }

    /**
     * The rows of one partition.
     *
     * @param first lowest position
     * @param last highest position
     */
    public record Range(long rows, Place first, Place last) {

        static Range of(Position position) {
            Place place = Place.of(position);
            return new Range(1, place, place);
        }

        /** With a row more. */
        Range with(Position position) {
            Place place = Place.of(position);
            return new Range(
                    rows + 1, place.compareTo(first) < 0 ? place : first, place.compareTo(last) > 0 ? place : last);
        }

        Map<String, Object> asMap(int partition) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("partition", partition);
            map.put("rows", rows);
            map.put("first", first.asMap());
            map.put("last", last.asMap());
            return map;
        }
    }

    /** A position as the manifest has it. */
    public record Place(int era, long offset, String appendedAt) implements Comparable<Place> {

        public static Place of(Position position) {
            return new Place(
                    position.getEra(),
                    position.getOffset(),
                    java.time.Instant.ofEpochMilli(position.getAppendedAt()).toString());
        }

        @Override
        public int compareTo(Place other) {
            int byEra = Integer.compareUnsigned(era, other.era);
            return byEra != 0 ? byEra : Long.compareUnsigned(offset, other.offset);
        }

        Map<String, Object> asMap() {
            return new TreeMap<>(Map.of("era", era, "offset", offset, "appendedAt", appendedAt));
        }

        @Override
        public String toString() {
            return Integer.toUnsignedString(era) + ":" + Long.toUnsignedString(offset);
        }
    }

    /** Collects the ranges of rows. */
    public static Map<Integer, Range> add(Map<Integer, Range> ranges, int partition, Position position) {
        Range before = ranges.get(partition);
        ranges.put(partition, before == null ? Range.of(position) : before.with(position));
        return ranges;
    }
}
