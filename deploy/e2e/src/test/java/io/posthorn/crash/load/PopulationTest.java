// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PopulationTest {

    @Test
    void thereAreAsManyDevicesAsWereAskedFor() {
        Population population = Population.of(200, new Random(7));

        assertThat(Stream.concat(population.probes().stream(), population.others().stream())
                        .mapToInt(Population.Person::devices)
                        .sum())
                .isEqualTo(200);
    }

    @Test
    void noTwoUsersHaveOneName() {
        Population population = Population.of(200, new Random(7));

        assertThat(Stream.concat(population.probes().stream(), population.others().stream())
                        .map(Population.Person::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void probesAloneAreNotEnough() {
        assertThatThrownBy(() -> Population.of(8, new Random(7))).hasMessage("devices is 8, allowed: more than 8");
    }
}
