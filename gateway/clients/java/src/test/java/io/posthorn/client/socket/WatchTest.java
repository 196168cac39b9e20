// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void a_silence_that_is_too_long_is_the_end() {
        Watch watch = watch(Duration.ZERO, LONG);
        watch.heard(System.nanoTime());
        watch.begin();

        assertThat(done).containsExactly("silent");
        assertThat(timers).isEmpty();
    }

    @Test
    void while_it_is_heard_the_watch_goes_on() {
        Watch watch = watch(LONG, LONG);
        watch.heard(System.nanoTime());
        watch.begin();
        timers.remove().run();
        timers.remove().run();

        assertThat(done).isEmpty();
        assertThat(timers).hasSize(1);
    }

    @Test
    void a_new_promise_counts_at_once_and_the_old_watch_ends() {
        Watch watch = watch(LONG, LONG);
        watch.heard(System.nanoTime());
        watch.begin();
        watch.allowSilence(Duration.ofHours(2));
        timers.remove().run();

        assertThat(timers).hasSize(1);
        watch.allowSilence(Duration.ZERO);
        assertThat(done).containsExactly("silent");
    }

    @Test
    void quiet_after_a_frame_is_probed_and_no_answer_is_the_end() {
        Watch watch = watch(LONG, Duration.ZERO);
        watch.heard(System.nanoTime());
        watch.afterFrame();
        timers.remove().run();
        assertThat(done).containsExactly("ping");
        timers.remove().run();

        assertThat(done).containsExactly("ping", "silent");
    }

    @Test
    void an_answer_ends_the_probe() {
        Watch watch = watch(LONG, Duration.ZERO);
        watch.afterFrame();
        timers.remove().run();
        watch.heard(System.nanoTime());
        timers.remove().run();

        assertThat(done).containsExactly("ping");
        assertThat(timers).isEmpty();
    }

    @Test
    void a_frame_after_the_ping_is_probed_in_its_turn() {
        Watch watch = watch(LONG, Duration.ZERO);
        watch.afterFrame();
        timers.remove().run();
        watch.heard(System.nanoTime());
        watch.afterFrame();
        timers.remove().run();
        timers.remove().run();

        assertThat(done).containsExactly("ping", "ping");
    }

    @Test
    void many_frames_have_one_probe_and_more_frames_put_it_off() {
        Watch watch = watch(LONG, LONG);
        watch.heard(System.nanoTime());
        watch.afterFrame();
        watch.afterFrame();
        watch.afterFrame();
        assertThat(timers).hasSize(1);
        timers.remove().run();

        assertThat(done).isEmpty();
        assertThat(timers).hasSize(1);
    }

    @Test
    void after_the_end_nothing_is_watched() {
        Watch watch = watch(Duration.ZERO, Duration.ZERO);
        watch.heard(System.nanoTime());
        watch.afterFrame();
        watch.end();
        watch.begin();
        watch.afterFrame();
        timers.remove().run();

        assertThat(done).isEmpty();
        assertThat(timers).isEmpty();
    }

    private Watch watch(Duration allowedSilence, Duration probeAfter) {
        return new Watch(new Life(allowedSilence, probeAfter), (pause, task) -> timers.add(task), new Watch.Watched() {
            @Override
            public void ping() {
                done.add("ping");
            }

            @Override
            public void silent(Duration forAsLongAs) {
                done.add("silent");
            }
        });
    }
}
