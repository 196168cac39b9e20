// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Who there is.
 *
 * @param probes users whose only device is always online
 * @param others users whose devices come and go
 */
public record Population(List<Person> probes, List<Person> others) {

    private static final int PROBES = 8;
    private static final int MOST_DEVICES = 4;

    public record Person(String name, int devices) {}

    public Population {
        probes = List.copyOf(probes);
        others = List.copyOf(others);
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
                others);
    }
}
