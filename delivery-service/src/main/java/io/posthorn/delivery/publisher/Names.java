// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Names that are granted: each as it is, or with a {@code *} at its end for all that begin so; {@code *} alone for all.
 * An empty list grants none.
 */
public record Names(List<String> patterns) {

    static final Names ALL = new Names(List.of("*"));

    private static final int SHOWN = 10;

    public Names {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            int star = pattern.indexOf('*');
            if (pattern.isEmpty() || star >= 0 && star < pattern.length() - 1) {
                throw new IllegalArgumentException(
                        "\"" + pattern + "\" is no name: allowed are a name, and one * at its end");
            }
        }
    }

    boolean have(String name) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : pattern.equals(name));
    }

    /** For people; not more than a few of them. */
    @Override
    public String toString() {
        String shown = patterns.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return patterns.isEmpty() ? "none" : patterns.size() > SHOWN ? shown + ", …" : shown;
    }
}
