// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is left of a heap after a collection.
 *
 * @param bytes of all objects
 * @param byClass bytes by name of the class
 */
public record LiveHeap(long bytes, Map<String, Long> byClass) {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)\\s*");

    public static final LiveHeap NONE = new LiveHeap(0, Map.of());

    public LiveHeap {
        byClass = Map.copyOf(byClass);
    }

    /** How much the objects of a class have grown. */
    public record Growth(String type, long bytes) {}

    /** Classes of one name, of several loaders, count together. */
    static LiveHeap parse(String histogram) {
        Map<String, Long> byClass = new HashMap<>();
        for (String line : histogram.split("\\R")) {
            Matcher each = LINE.matcher(line);
            if (each.matches()) {
                byClass.merge(each.group(2), Long.parseLong(each.group(1)), Long::sum);
            }
        }
        return histogram
                .lines()
                .map(TOTAL::matcher)
                .filter(Matcher::matches)
                .map(total -> new LiveHeap(Long.parseLong(total.group(1)), byClass))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a histogram of classes: " + histogram));
    }

    public LiveHeap plus(LiveHeap other) {
        Map<String, Long> sums = new HashMap<>(byClass);
        other.byClass.forEach((type, more) -> sums.merge(type, more, Long::sum));
        return new LiveHeap(bytes + other.bytes, sums);
    }

    /** The classes that have grown most since, the first one first. */
    public List<Growth> growthSince(LiveHeap before, int most) {
        return byClass.entrySet().stream()
                .map(now -> new Growth(now.getKey(), now.getValue() - before.byClass.getOrDefault(now.getKey(), 0L)))
                .filter(growth -> growth.bytes > 0)
                .sorted(Comparator.comparingLong(Growth::bytes).reversed().thenComparing(Growth::type))
                .limit(most)
                .toList();
    }
}
