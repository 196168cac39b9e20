// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcksTest {

    private final List<String> sent = new ArrayList<>();
    private final Bookmark bookmark = new Bookmark(null);
    private int timers;

    @Test
    void each_frame_is_acknowledged_when_the_listener_has_returned() {
        Acks acks = acks(AckPolicy.EACH);
        acks.taken("c1");
        acks.taken("c2");

        assertThat(sent).containsExactly("c1", "c2");
        assertThat(bookmark.cursor()).contains("c2");
        assertThat(timers).isZero();
    }

    @Test
    void one_acknowledgement_answers_for_all_that_came_within_the_time() {
        Acks acks = acks(AckPolicy.within(Duration.ofMillis(100)));
        acks.taken("c1");
        acks.taken("c2");
        acks.taken("c3");

        assertThat(sent).isEmpty();
        assertThat(timers).isEqualTo(1);
        acks.flush();
        assertThat(sent).containsExactly("c3");

        acks.taken("c4");
        assertThat(timers).isEqualTo(2);
    }

    @Test
    void what_is_collected_is_stored_already() {
        acks(AckPolicy.within(Duration.ofMillis(100))).taken("c1");

        assertThat(bookmark.cursor()).contains("c1");
    }

    @Test
    void a_flush_with_nothing_collected_sends_nothing() {
        Acks acks = acks(AckPolicy.within(Duration.ofMillis(100)));
        acks.taken("c1");
        acks.flush();
        acks.flush();

        assertThat(sent).containsExactly("c1");
    }

    @Test
    void by_hand_nothing_is_acknowledged_or_stored_by_itself() {
        Acks acks = acks(AckPolicy.MANUAL);
        acks.taken("c1");
        acks.flush();

        assertThat(sent).isEmpty();
        assertThat(bookmark.cursor()).isEmpty();
    }

    @Test
    void by_hand_all_up_to_the_cursor_is_acknowledged() {
        Acks acks = acks(AckPolicy.MANUAL);
        List.of("c1", "c2", "c3").forEach(acks::taken);
        acks.acknowledge("c2");

        assertThat(sent).containsExactly("c2");
        assertThat(bookmark.cursor()).contains("c2");
        acks.acknowledge("c1");
        assertThat(sent).as("never backwards").containsExactly("c2");
    }

    @Test
    void a_cursor_that_did_not_come_on_this_connection_is_not_acknowledged() {
        Acks acks = acks(AckPolicy.MANUAL);
        acks.taken("c8");
        acks.acknowledge("c7");

        assertThat(sent).isEmpty();
        assertThat(bookmark.cursor()).isEmpty();
    }

    @Test
    void a_negative_time_is_refused() {
        assertThatThrownBy(() -> AckPolicy.within(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zero or more");
    }

    private Acks acks(AckPolicy policy) {
        return new Acks(policy, bookmark, sent::add, () -> timers++);
    }
}
