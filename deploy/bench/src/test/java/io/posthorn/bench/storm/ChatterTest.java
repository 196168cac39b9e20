// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChatterTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void messages_go_out_one_after_the_other_until_the_end() throws InterruptedException {
        List<Integer> sent = new CopyOnWriteArrayList<>();
        List<Long> due = new CopyOnWriteArrayList<>();
        try (Chatter chatter = new Chatter(200, (number, dueAt) -> {
            sent.add(number);
            due.add(dueAt);
        })) {
            await().atMost(LONG).until(() -> sent.size() >= 5);
            int count = chatter.end();

            assertThat(sent).hasSize(count).startsWith(0, 1, 2, 3, 4);
            assertThat(due.get(4) - due.get(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
            assertThat(chatter.lateness().count()).isEqualTo(count);
        }
    }

    @Test
    void one_that_cannot_be_sent_is_told_at_the_end() throws InterruptedException {
        AtomicInteger tried = new AtomicInteger();
        try (Chatter chatter = new Chatter(1_000, (number, dueAt) -> {
            tried.incrementAndGet();
            throw new IllegalArgumentException("no");
        })) {
            await().atMost(LONG).until(() -> tried.get() == 1);
            assertThatIllegalStateException().isThrownBy(chatter::end).withMessageContaining("could not be sent");
        }
    }
}
