// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.v1.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The rows of one owner. */
class GatheringTest {

    private static final int MANY = 10_000;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aLongWayWithoutAMatchDoesNotLookAsIfItsInstanceWereDead() {
        long copied = Gathering.copy(rows(), row -> false, row -> done(), () -> asked.incrementAndGet() > 0);

        assertThat(copied).isZero();
        assertThat(asked).hasValueGreaterThanOrEqualTo(MANY / 1_000);
    }

    @Test
    void aLongWayEndsWithTheHold() {
        Iterator<Message> rows = rows();

        Gathering.copy(rows, row -> false, row -> done(), () -> false);

        assertThat(rows).hasNext();
    }

    @Test
    void whileItIsAskedWhetherItGoesOnNoCopyIsUnderWay() {
        List<CompletableFuture<Void>> copies = new ArrayList<>();

        long copied = Gathering.copy(
                rows(),
                row -> row.getOrdinal() % 3 == 0,
                row -> {
                    copies.add(CompletableFuture.runAsync(Thread::yield));
                    return copies.get(copies.size() - 1);
                },
                () -> {
                    assertThat(copies).allMatch(CompletableFuture::isDone);
                    return asked.incrementAndGet() > 0;
                });

        assertThat(copied).isEqualTo(copies.size()).isEqualTo(MANY / 3);
        assertThat(copies).allMatch(CompletableFuture::isDone);
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void aCopyThatFailsIsNotPassedOver() {
        assertThatThrownBy(() -> Gathering.copy(
                        rows(),
                        row -> true,
                        row -> CompletableFuture.failedFuture(new IllegalStateException("away")),
                        () -> true))
                .hasMessageContaining("away");
    }

    private static Iterator<Message> rows() {
        return LongStream.rangeClosed(1, MANY)
                .mapToObj(ordinal -> Message.newBuilder().setOrdinal(ordinal).build())
                .iterator();
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
