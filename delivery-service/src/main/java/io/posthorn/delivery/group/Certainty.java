// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whether what the table of members says is what the topic says, at some moment after the question was asked. The table alone does
 * not know: it is a little behind, and another instance may have written just now. In doubt it is not certain, and what is
 * written then may change nothing; a change that is not written would be lost.
 */
@Component
final class Certainty {

    private static final Logger LOG = LoggerFactory.getLogger(Certainty.class);
    private static final int ANSWER_MILLIS = 1_000;
    private static final Duration BEHIND = Duration.ofMillis(200);

    private final Followed followed;
    private final ObjectProvider<Admin> admin;
    private final Topics topics;

    Certainty(Followed followed, ObjectProvider<Admin> admin, Topics topics) {
        this.followed = followed;
        this.admin = admin;
        this.topics = topics;
    }

    /** @param table what it says of this membership now; asked again once it is as far as the topic */
    boolean of(Membership membership, BooleanSupplier table) {
        int partition = UserPartitioner.partition(membership.key(), topics.partitions());
        try {
            OptionalLong before = followed.end(partition);
            return before.isPresent()
                    && table.getAsBoolean()
                    && isRead(partition, before.getAsLong())
                    && table.getAsBoolean();
        } catch (ExecutionException | RuntimeException e) {
            LOG.debug("Whether a change changes anything cannot be known; it is written", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isRead(int partition, long before) throws ExecutionException, InterruptedException {
        var place = new TopicPartition(topics.name(Topic.GROUPS), partition);
        long end = admin.getObject()
                .listOffsets(Map.of(place, OffsetSpec.latest()), new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS))
                .partitionResult(place)
                .get()
                .offset();
        // An end before what was read: the log was cut, and the table may hold what is no more.
        return end >= before && followed.reaches(partition, end, BEHIND);
    }
}
