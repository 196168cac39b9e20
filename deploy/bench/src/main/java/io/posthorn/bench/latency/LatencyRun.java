// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.load.Arrivals;
import io.posthorn.bench.load.Latencies;
import io.posthorn.bench.load.OpenLoop;
import io.posthorn.bench.load.Schedule;
import io.posthorn.bench.machine.CpuClock;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.contracts.v1.MessageFrame;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;

/** One measurement: warm-up, then the load that counts, then the wait for what is still on its way. */
final class LatencyRun {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(200);

    private final LatencyPlan plan;
    private final Arrivals arrivals;
    private final Latencies latencies = new Latencies();
    private volatile Schedule schedule;

    LatencyRun(LatencyPlan plan) {
        this.plan = plan;
        this.arrivals = new Arrivals(
                plan.messages(), plan.audience().users(), plan.audience().devices());
        this.schedule = new Schedule(0, plan.load().rate());
    }

    LatencyReport on(BenchStack stack) throws InterruptedException {
        try (Fleet fleet = Fleet.connect(stack, plan.audience(), this::arrived);
                Producer<byte[], byte[]> producer = stack.producer()) {
            Notifications notifications = new Notifications(stack.notificationsTopic(), plan);
            producer.partitionsFor(notifications.topic());
            schedule = new Schedule(System.nanoTime() + HEAD_START, plan.load().rate());

            publish(producer, notifications, 0, plan.firstMeasured());
            CpuClock cpu = CpuClock.start(stack.pids());
            OpenLoop measured = publish(producer, notifications, plan.firstMeasured(), plan.messages());
            arrivals.awaitAll(PATIENCE);
            return new LatencyReport(
                    plan,
                    arrivals.count(),
                    latencies.percentiles(),
                    measured.lateness().percentiles(),
                    cpu.used(),
                    new LatencyReport.Circumstances(Machine.now(), fleet.troubles()));
        }
    }

    private OpenLoop publish(Producer<byte[], byte[]> producer, Notifications notifications, int from, int to)
            throws InterruptedException {
        OpenLoop loop = new OpenLoop(schedule);
        loop.run(
                from,
                to,
                message -> producer.send(notifications.record(message), (written, failure) -> {
                    if (failure != null) {
                        arrivals.notSent(message);
                    }
                }));
        return loop;
    }

    private void arrived(MessageFrame message, int user, int device, long arrivedAt) {
        OptionalInt number = Notifications.number(message.getSource(), message.getId());
        boolean first = arrivals.arrived(number.orElse(-1), user, device);
        if (first && number.getAsInt() >= plan.firstMeasured()) {
            latencies.record(arrivedAt - schedule.dueAt(number.getAsInt()));
        }
    }
}
