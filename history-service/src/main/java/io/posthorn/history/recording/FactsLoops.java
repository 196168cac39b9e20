// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.consuming.Loops;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.store.Availability;
import java.util.function.Function;

/** Makes the loops in which facts become rows: one for each topic, in a group of its own. */
public final class FactsLoops {

    private static final long MAX_BYTES = 8 << 20;

    private final RecordingSettings settings;
    private final Loops loops;
    private final Function<Availability.Asker, Recorder> recorders;
    private final Parking parking;
    private final MeterRegistry meters;

    FactsLoops(
            RecordingSettings settings,
            Loops loops,
            Function<Availability.Asker, Recorder> recorders,
            Parking parking,
            MeterRegistry meters) {
        this.settings = settings;
        this.loops = loops;
        this.recorders = recorders;
        this.parking = parking;
        this.meters = meters;
    }

    /**
     * @param asker as health knows who writes these rows
     * @param rows that the facts become, written by the recorder
     */
    public <F> PartitionLoop over(
            Topic topic,
            Availability.Asker asker,
            FactsWork.Reading<F> reading,
            Function<Recorder, FactsWork.Rows<F>> rows) {
        Recorder recorder = recorders.apply(asker);
        FactsWork<F> work = new FactsWork<>(topic.suffix(), reading, rows.apply(recorder), recorder, parking, meters);
        return loops.overFacts(topic, settings.maxRecords(), MAX_BYTES, work);
    }
}
