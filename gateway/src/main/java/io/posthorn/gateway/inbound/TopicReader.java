// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.inbound;

import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.connection.Ending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads the gateway's topic and writes frames. */
final class TopicReader {

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 1_000;
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final DeliveryDispatch dispatch;
    private final Connections connections;
    private final TopicHome home;
    private final Thread thread = new Thread(this::run, "posthorn-inbound");
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * @param consumer assigned and positioned; from {@link #start} on the reader's alone
     * @param home makes the topic again when somebody has deleted it
     */
    TopicReader(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            DeliveryDispatch dispatch,
            Connections connections,
            TopicHome home) {
        this.consumer = consumer;
        this.partition = partition;
        this.dispatch = dispatch;
        this.connections = connections;
        this.home = home;
    }

    /** Makes sure that the topic exists. */
    @FunctionalInterface
    interface TopicHome {
        void ensure() throws InterruptedException;
    }

    /** Kafka seeks lazily: only the position makes sure that nothing after this is missed. */
    static void toEnd(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
    }

    void start() {
        thread.start();
    }

    void stop(Duration timeout) throws InterruptedException {
        stopping.countDown();
        consumer.wakeup();
        thread.join(timeout.toMillis());
    }

    private void run() {
        try (consumer) {
            while (stopping.getCount() > 0) {
                read();
            }
        } catch (WakeupException stopped) {
            log.debug("Stopped reading {}", partition.topic());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        try {
            for (ConsumerRecord<byte[], byte[]> delivery : consumer.poll(POLL)) {
                if (delivery.value() != null) {
                    dispatch.dispatch(delivery.value(), delivery.offset());
                }
            }
            requireTopic();
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (RuntimeException lost) {
            log.error(
                    "Lost the place in {}: all devices have to resume. Was it deleted, or was this process stopped for"
                            + " an hour?",
                    partition.topic(),
                    lost);
            startAgain();
        }
    }

    /**
     * A consumer waits without a word for a topic that was deleted. Costs nothing while it is there: the answer is in the
     * consumer's memory until a broker has refused it.
     */
    private void requireTopic() {
        if (consumer.partitionsFor(partition.topic(), ANSWER).isEmpty()) {
            throw new UnknownTopicOrPartitionException(partition.topic() + " is gone");
        }
    }

    /** Frames may have been missed, so every connection must resume; those that come now are served from the end. */
    private void startAgain() throws InterruptedException {
        while (!stopping.await(0, TimeUnit.MILLISECONDS)) {
            try {
                home.ensure();
                toEnd(consumer, partition);
                connections.endAll(Ending.HOLE);
                return;
            } catch (WakeupException stopped) {
                throw stopped;
            } catch (RuntimeException notYet) {
                connections.endAll(Ending.HOLE);
                log.warn("The end of {} cannot be found; trying again", partition.topic(), notYet);
                if (stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }
}
