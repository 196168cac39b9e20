// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final OneAtATime oneAtATime = new OneAtATime();
    private final List<String> seen = new ArrayList<>();

    @Test
    void a_task_that_brings_another_returns_before_that_runs() {
        oneAtATime.execute(() -> {
            oneAtATime.execute(() -> seen.add("second"));
            seen.add("first");
        });

        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void a_task_that_fails_is_reported_and_does_not_stop_the_next() {
        AtomicReference<Throwable> reported = new AtomicReference<>();
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((where, failure) -> reported.set(failure));
        try {
            oneAtATime.execute(() -> {
                throw new AssertionError("thrown by a task");
            });
            oneAtATime.execute(() -> seen.add("next"));
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }

        assertThat(reported.get()).hasMessage("thrown by a task");
        assertThat(seen).containsExactly("next");
    }

    @Test
    void tasks_of_many_threads_never_overlap_and_none_is_lost() throws InterruptedException {
        int threads = 8;
        int each = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch done = new CountDownLatch(threads * each);
        int[] unguarded = {0};
        for (int thread = 0; thread < threads; thread++) {
            pool.execute(() -> {
                for (int task = 0; task < each; task++) {
                    oneAtATime.execute(() -> {
                        unguarded[0]++;
                        done.countDown();
                    });
                }
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(unguarded[0]).isEqualTo(threads * each);
    }
}
