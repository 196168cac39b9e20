// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Notification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MixTest {

    private static final int MANY = 5_000;
    private static final int PARTITIONS = 4;

    @Test
    void oneSeedGivesTheSameNotifications() {
        assertThat(drawn(7)).isEqualTo(drawn(7));
        assertThat(drawn(7)).isNotEqualTo(drawn(8));
    }

    @Test
    void classesAreMixed() {
        assertThat(drawn(1).stream()
                        .map(sent -> sent.notification().getClassName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("chat", "group", "system", "critical", "transient")
                .isSubsetOf(DeliveryClasses.defaults().names());
    }

    @Test
    void someAreRepeatedUnderAnotherKeyWithTheSameContent() {
        Map<String, Mix.Outgoing> first = new HashMap<>();
        List<Mix.Outgoing> repeats = drawn(1).stream()
                .filter(sent -> first.putIfAbsent(sent.notification().getId(), sent) != null)
                .toList();

        assertThat(repeats).hasSizeGreaterThan(MANY / 100).allSatisfy(repeat -> {
            Mix.Outgoing original = first.get(repeat.notification().getId());
            assertThat(repeat.key()).isNotEqualTo(original.key());
            assertThat(repeat.notification()).isEqualTo(original.notification());
        });
    }

    @Test
    void someHaveSeveralUsersSomeATimeToLiveSomeAreReplaceable() {
        List<Notification> all =
                drawn(1).stream().map(Mix.Outgoing::notification).toList();

        assertThat(all).anyMatch(each -> each.getTarget().getUsers().getUsersCount() > 1);
        assertThat(all).anyMatch(Notification::hasTtl);
        assertThat(all).anyMatch(each -> !each.getCollapseKey().isEmpty());
    }

    @Test
    void someAreForGroupsAndGoToTheirMembers() {
        Population population = Population.of(60, new Random(1));

        assertThat(drawn(1))
                .filteredOn(sent -> sent.notification().getTarget().hasGroup())
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.users())
                        .isEqualTo(population
                                .groups()
                                .get(sent.notification().getTarget().getGroup())));
    }

    @Test
    void someAreForEveryoneOnEachPartition() {
        assertThat(drawn(1))
                .filteredOn(sent -> sent.notification().getTarget().getEveryone())
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.users())
                        .containsExactlyInAnyOrder("everyone 0", "everyone 1", "everyone 2", "everyone 3"));
    }

    @Test
    void everyProbeIsSentSomething() {
        assertThat(drawn(1).stream()
                        .flatMap(sent -> sent.notification().getTarget().getUsers().getUsersList().stream()))
                .contains("probe-1", "probe-2", "probe-3", "probe-4", "probe-5", "probe-6", "probe-7", "probe-8");
    }

    private static List<Mix.Outgoing> drawn(long seed) {
        Mix mix = new Mix(Population.of(60, new Random(seed)), PARTITIONS, new Random(seed));
        return Stream.generate(mix::next).limit(MANY).toList();
    }
}
