// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadThreadsTest {

    private static final List<String> ALIVE = List.of("posthorn-fanout-6d48-StreamThread-2");

    @Test
    void aThreadThatWasReplacedIsDead() {
        assertThat(dead("fanout-delivery-1-1", "fanout-delivery-1-2")).containsExactly("fanout-delivery-1-1");
    }

    @Test
    void threadsOfOtherInstancesAreNotOursToJudge() {
        assertThat(dead("fanout-delivery-2-1", "fanout-delivery-1-1-1", "fanout-delivery-11-1"))
                .isEmpty();
    }

    @Test
    void whatIsNoThreadIsLeftAlone() {
        assertThat(dead("fanout-delivery-1", "fanout-delivery-1-", "fanout-delivery-1-x", ""))
                .isEmpty();
    }

    @Test
    void withoutAThreadAllAreDead() {
        assertThat(DeadThreads.among(Set.of("fanout-delivery-1-1"), "fanout-delivery-1", List.of()))
                .containsExactly("fanout-delivery-1-1");
    }

    private static Set<String> dead(String... members) {
        return DeadThreads.among(Set.of(members), "fanout-delivery-1", ALIVE);
    }
}
