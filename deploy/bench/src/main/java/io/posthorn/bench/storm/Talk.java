// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.generator.Generators;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.stack.Notices;
import io.posthorn.bench.swarm.Order;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/** What the others are sent and hear. The id of each message says its phase and when it was due. */
final class Talk implements AutoCloseable {

    private static final Duration LATE = Duration.ofSeconds(20);
    private static final int BYTES = 300;

    private final StormPlan.Others others;
    private final Generators generators;
    private final Notices notices;
    private final Producer<byte[], byte[]> producer;

    Talk(StormPlan.Others others, BenchStack stack, Generators generators) {
        this.others = others;
        this.generators = generators;
        this.notices = Notices.of(stack.notificationsTopic(), "chat", BYTES);
        this.producer = stack.producer();
        producer.partitionsFor(notices.topic());
    }

    /** Something that goes on while they are sent messages. */
    @FunctionalInterface
    interface Meanwhile {

        void happen() throws InterruptedException;
    }

    /** @param phase not used before */
    Heard during(String phase, Meanwhile meanwhile) throws InterruptedException {
        try (Chatter chatter = new Chatter(others.rate(), (number, dueAt) -> send(phase, number, dueAt))) {
            meanwhile.happen();
            return heard(phase, chatter);
        }
    }

    private void send(String phase, int number, long dueAt) {
        producer.send(notices.toUser(others.userOf(number), phase + "-" + dueAt));
    }

    private Heard heard(String phase, Chatter chatter) throws InterruptedException {
        int sent = chatter.end();
        producer.flush();
        Waiting.until(LATE, () -> generators.status().messagesOf(phase) >= sent);
        long received = generators.status().messagesOf(phase);
        return new Heard(sent, received, generators.times(Order.timesOf(phase)), chatter.lateness());
    }

    @Override
    public void close() {
        producer.close();
    }
}
