// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Consumers;
import io.posthorn.history.consuming.LoopMeters;
import io.posthorn.history.consuming.LoopSettings;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.consuming.Start;
import java.time.Clock;

/** A loop of its own, in a group of its own, for the facts of one topic. */
public final class FactsLoop {

    private static final long MAX_BYTES = 8 << 20;

    private FactsLoop() {}

    /** Facts that are missing are missed: then it stops and says so. */
    public static PartitionLoop of(
            Topic topic,
            Topics topics,
            RecordingSettings settings,
            Consumers consumers,
            FactsWork<?> work,
            MeterRegistry meters,
            Clock clock) {
        LoopSettings loop = new LoopSettings(
                "history-" + topic.suffix(),
                topics.name(topic),
                topics.historyGroup() + "." + topic.suffix(),
                Start.OnMissing.STOP,
                settings.maxRecords(),
                MAX_BYTES);
        PartitionLoop facts = new PartitionLoop(loop, consumers.of(loop, true), work);
        LoopMeters.bind(loop.name(), facts.status(), meters, clock);
        return facts;
    }
}
