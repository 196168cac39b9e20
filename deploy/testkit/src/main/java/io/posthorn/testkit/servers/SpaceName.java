// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import java.util.Locale;
import java.util.UUID;

/** Names that tell the class they belong to and are never used twice, also not by another run against the same server. */
final class SpaceName {

    private static final int LONGEST_CLASS = 30;

    private SpaceName() {}

    static String of(Class<?> test) {
        return of(test.getSimpleName());
    }

    static String of(String test) {
        return of(test, UUID.randomUUID());
    }

    /** Lower case letters, digits and {@code _}, beginning with a letter: good for topics and keyspaces. */
    static String of(String test, UUID random) {
        String words = test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        String name = words.length() > LONGEST_CLASS ? words.substring(0, LONGEST_CLASS) : words;
        return "t_" + name + "_" + random.toString().substring(0, 8);
    }
}
