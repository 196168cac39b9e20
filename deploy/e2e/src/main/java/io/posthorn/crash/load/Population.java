// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Who there is.
 *
 * @param probes users whose only device is always online
 * @param others users whose devices come and go
 * @param groups of some of the others, by name; nobody comes or goes
 */
public record Population(List<Person> probes, List<Person> others, Map<String, Set<String>> groups) {

    private static final int PROBES = 8;
    private static final int MOST_DEVICES = 4;
    private static final int GROUPS = 3;
    private static final int MOST_MEMBERS = 12;

    public record Person(String name, int devices) {}

    public Population {
        probes = List.copyOf(probes);
        others = List.copyOf(others);
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    }

    /** @param devices in all, those of the probes among them */
    public static Population of(int devices, RandomGenerator random) {
        if (devices <= PROBES) {
            throw new IllegalArgumentException("devices is " + devices + ", allowed: more than " + PROBES);
        }
        List<Person> others = new ArrayList<>();
        for (int left = devices - PROBES; left > 0; ) {
            int owned = Math.min(left, 1 + random.nextInt(MOST_DEVICES));
            others.add(new Person("user-" + (others.size() + 1), owned));
            left -= owned;
        }
        return new Population(
                IntStream.rangeClosed(1, PROBES)
                        .mapToObj(number -> new Person("probe-" + number, 1))
                        .toList(),
                others,
                groups(others, random));
    }

    private static Map<String, Set<String>> groups(List<Person> others, RandomGenerator random) {
        Map<String, Set<String>> groups = new TreeMap<>();
        for (int number = 1; number <= GROUPS; number++) {
            Set<String> members = new TreeSet<>();
            for (int drawn = 0; drawn < MOST_MEMBERS; drawn++) {
                members.add(others.get(random.nextInt(others.size())).name());
            }
            groups.put("group-" + number, members);
        }
        return groups;
    }
}
