// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import java.time.Clock;

/** Makes the loops, each with consumers and gauges of its own. */
public final class Loops {

    private static final String PREFIX = "history-";

    private final Consumers consumers;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Clock clock;

    Loops(Consumers consumers, Topics topics, MeterRegistry meters, Clock clock) {
        this.consumers = consumers;
        this.topics = topics;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Over facts: those that are missing are missed, then it stops and says so.
     *
     * @param maxRecords and {@code maxBytes}: above it no further batch is begun until one is done
     */
    public PartitionLoop overFacts(Topic topic, int maxRecords, long maxBytes, PartitionWork work) {
        return over(topic, Start.OnMissing.STOP, maxRecords, maxBytes, work);
    }

    /** Over hints: what is missing is asked for again. */
    public PartitionLoop overHints(Topic topic, int maxRecords, long maxBytes, PartitionWork work) {
        return over(topic, Start.OnMissing.GO_ON, maxRecords, maxBytes, work);
    }

    /** Over the facts that several read. @param group of this one alone */
    public PartitionLoop overMessages(String name, String group, int maxRecords, long maxBytes, PartitionWork work) {
        String topic = topics.name(Topic.MESSAGES);
        return of(new LoopSettings(PREFIX + name, topic, group, Start.OnMissing.STOP, maxRecords, maxBytes), work);
    }

    private PartitionLoop over(
            Topic topic, Start.OnMissing onMissing, int maxRecords, long maxBytes, PartitionWork work) {
        String group = topics.historyGroup() + "." + topic.suffix();
        return of(
                new LoopSettings(PREFIX + topic.suffix(), topics.name(topic), group, onMissing, maxRecords, maxBytes),
                work);
    }

    private PartitionLoop of(LoopSettings settings, PartitionWork work) {
        PartitionLoop loop = new PartitionLoop(settings, consumers.of(settings), work);
        LoopMeters.bind(settings.name(), loop.status(), meters, clock);
        return loop;
    }
}
