// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 3);

    private static Batch of(CompletableFuture<String> work) {
        return Batch.begin(
                (partition, records, ours) -> work,
                PARTITION,
                List.of(new ConsumerRecord<>("topic", 3, 7, new byte[0], new byte[0])),
                new OffsetAndMetadata(8));
    }

    @Test
    void isCommittedWithTheTextOfItsWork() {
        CompletableFuture<String> work = new CompletableFuture<>();
        Batch batch = of(work);

        assertThat(batch.isDone()).isFalse();
        assertThat(batch.stopped()).isEmpty();
        work.complete("text");
        assertThat(batch.stopped()).isEmpty();
        assertThat(batch.toCommit().offset()).isEqualTo(8);
        assertThat(batch.toCommit().metadata()).isEqualTo("text");
    }

    @Test
    void isNeverDoneWhereItsWorkSaysWhyNot() {
        CompletableFuture<String> work = CompletableFuture.failedFuture(new PartitionStoppedException("another log"));

        assertThat(of(work).stopped()).contains("another log");
        assertThat(of(work.thenApply(text -> text)).stopped()).contains("another log");
        assertThat(of(work).from()).isEqualTo(7);
    }

    @Test
    void anyOtherFailureIsAFaultOfOurs() {
        Batch batch = of(CompletableFuture.failedFuture(new IllegalStateException("a fault")));

        assertThat(batch.stopped()).isEmpty();
        assertThatThrownBy(batch::toCommit).hasMessageContaining("a fault");
    }
}
