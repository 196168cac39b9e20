// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What is done with the records of a topic. Called by the loop's one thread, which must not be held. */
public interface PartitionWork {

    /**
     * Handles a batch; the next one of this partition comes when it is done.
     *
     * @param ours false as soon as the partition has gone to another instance: nothing needs to be finished then
     * @return completes with the text to be committed beside the offset. It fails with {@link PartitionStoppedException}: nothing of
     *     it is committed, and the partition is left alone until it is assigned anew; else only by a programming error: all that was
     *     not committed is then read again.
     */
    CompletableFuture<String> process(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours);

    /** @param text as committed last, by any instance; empty at first */
    default void assigned(TopicPartition partition, String text) {}

    /** The batch of this text is committed: nobody else had the partition meanwhile. */
    default void committed(TopicPartition partition, String text) {}

    default void revoked(TopicPartition partition) {}

    /** Some times a second. */
    default void tick() {}
}
