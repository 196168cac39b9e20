// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import io.posthorn.bench.generator.Generators;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.machine.CpuClock;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.stack.Lag;
import io.posthorn.bench.stack.Notices;
import io.posthorn.bench.swarm.Order;
import io.posthorn.bench.swarm.SwarmStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** Messages to everyone, each when the acks of the one before have been dealt with. */
final class Broadcasting {

    /** Devices of people do not all ack in the same instant, and here all of them share two cores with the rest. */
    static final Duration ACK_WITHIN = Duration.ofSeconds(10);

    private static final int BYTES = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BenchStack stack;
    private final Generators generators;
    private final PrintWriter progress;

    Broadcasting(BenchStack stack, Generators generators, PrintWriter progress) {
        this.stack = stack;
        this.generators = generators;
        this.progress = progress;
    }

    List<Broadcast> send(int count) throws InterruptedException {
        List<Broadcast> broadcasts = new ArrayList<>();
        Notices notices = Notices.of(stack.notificationsTopic(), "chat", BYTES);
        try (Producer<byte[], byte[]> producer = stack.producer();
                Admin admin = stack.admin()) {
            producer.partitionsFor(notices.topic());
            Lag lag = new Lag(admin, stack.topics());
            for (int number = 1; number <= count; number++) {
                broadcasts.add(send(producer, notices, "b" + number));
                Waiting.pass(ACK_WITHIN);
                Waiting.until(PATIENCE, () -> lag.ofDelivery() == 0);
            }
        }
        return broadcasts;
    }

    private Broadcast send(Producer<byte[], byte[]> producer, Notices notices, String phase)
            throws InterruptedException {
        int open = generators.status().open();
        progress.println("one message to " + open + " connections");
        progress.flush();
        CpuClock gateways = CpuClock.start(stack.gatewayPids());
        CpuClock others = CpuClock.start(stack.otherPids());
        producer.send(notices.toEveryone(phase + "-" + System.nanoTime()));
        SwarmStatus status = generators.awaitProgress(now -> now.messagesOf(phase) >= open);
        return new Broadcast(
                status.messagesOf(phase),
                generators.times(Order.timesOf(phase)).percentiles(),
                gateways.inAll(),
                others.inAll());
    }
}
