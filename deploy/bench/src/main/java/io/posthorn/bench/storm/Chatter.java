// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.load.OpenLoop;
import io.posthorn.bench.load.Schedule;
import io.posthorn.bench.stack.Notices;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Producer;

/** Messages to the others at a fixed rate during one phase. The id of each says the phase and when it was due. */
final class Chatter {

    private final StormPlan.Others others;
    private final Producer<byte[], byte[]> producer;
    private final Notices notices;
    private final String phase;
    private final Schedule schedule;
    private final OpenLoop loop;
    private final LongAdder refused = new LongAdder();
    private int sent;

    /** It begins now. */
    Chatter(StormPlan.Others others, Producer<byte[], byte[]> producer, Notices notices, String phase) {
        this.others = others;
        this.producer = producer;
        this.notices = notices;
        this.phase = phase;
        this.schedule = new Schedule(System.nanoTime(), others.rate());
        this.loop = new OpenLoop(schedule);
    }

    Chatter goOn(int messages) throws InterruptedException {
        loop.run(sent, sent + messages, this::send);
        sent += messages;
        return this;
    }

    private void send(int number) {
        producer.send(
                notices.toUser(others.userOf(number), phase + "-" + schedule.dueAt(number)), (written, failure) -> {
                    if (failure != null) {
                        refused.increment();
                    }
                });
    }

    String phase() {
        return phase;
    }

    /** What Kafka took; all of it once the producer has been flushed. */
    long sent() {
        return sent - refused.sum();
    }
}
