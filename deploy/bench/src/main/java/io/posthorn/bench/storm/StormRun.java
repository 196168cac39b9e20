// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.generator.Generator;
import io.posthorn.bench.generator.Generators;
import io.posthorn.bench.generator.Tickets;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.machine.CpuClock;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.stack.Notices;
import io.posthorn.bench.storm.StormReport.Chat;
import io.posthorn.bench.storm.StormReport.Storm;
import io.posthorn.bench.swarm.Order;
import io.posthorn.bench.swarm.SwarmStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;

/** One measurement: others chat, quietly; then the storm comes, and they go on. */
final class StormRun {

    private static final Duration ACK_WITHIN = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration AFTER_THE_WARM_UP = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int LOOKS_PER_SECOND = 4;
    private static final int ADDRESSES = 16;
    private static final int BYTES = 300;

    private final StormPlan plan;
    private final BenchStack stack;
    private final PrintWriter progress;
    private final Notices notices;

    StormRun(StormPlan plan, BenchStack stack, PrintWriter progress) {
        this.plan = plan;
        this.stack = stack;
        this.progress = progress;
        this.notices = Notices.of(stack.notificationsTopic(), "chat", BYTES);
    }

    StormReport measure(Path folder) throws IOException, InterruptedException {
        tell("signing tokens");
        var othersTask =
                task(1, folder, new Tickets.Audience("other", plan.others().users(), 1));
        var stormTask = task(2, folder, new Tickets.Audience("user", plan.devices(), 1));
        try (Generators others = Generators.start(List.of(othersTask), progress);
                Generators storm = Generators.start(List.of(stormTask), progress);
                Producer<byte[], byte[]> producer = stack.producer()) {
            producer.partitionsFor(notices.topic());
            storm.open(plan.warmUp());
            storm.leave();
            others.open(plan.others().users());
            Waiting.pass(AFTER_THE_WARM_UP);
            chat(producer, "w").goOn(seconds(plan.others().warmupSeconds()));
            tell("quiet");
            Chatter quiet = chat(producer, "q").goOn(seconds(plan.others().quietSeconds()));
            tell("the storm comes");
            CpuClock cpu = CpuClock.start(stack.pids());
            Chatter meanwhile = chat(producer, "s");
            long begin = System.nanoTime() + HEAD_START;
            storm.tell(Order.openAtRate(plan.devices(), plan.rate(), begin));
            await(storm, meanwhile);
            Map<String, Duration> used = cpu.used();
            producer.flush();
            Chat before = heard(others, quiet);
            Chat during = heard(others, meanwhile);
            SwarmStatus end = storm.status();
            var came = new Storm(
                    end.resumed(),
                    Duration.ofNanos(Math.max(0, end.lastResumedAt() - begin)),
                    storm.times(Order.timesToResumed()).percentiles(),
                    end.failures(),
                    end.losses());
            return new StormReport(plan, came, before, during, others.status().losses(), used, Machine.now());
        }
    }

    private Generator.Task task(int number, Path folder, Tickets.Audience audience) throws IOException {
        List<Path> tickets = new Tickets(audience, stack::deviceToken).write(folder, 1);
        return new Generator.Task(number, folder, stack.gateways().get(0), tickets.get(0), ADDRESSES, ACK_WITHIN);
    }

    private Chatter chat(Producer<byte[], byte[]> producer, String phase) {
        return new Chatter(plan.others(), producer, notices, phase);
    }

    private int seconds(int seconds) {
        return Math.multiplyExact(plan.others().rate(), seconds);
    }

    /** The others chat until each of the storm's devices is in, or was refused. */
    private void await(Generators storm, Chatter meanwhile) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        SwarmStatus status = storm.status();
        while (status.resumed() + status.failed() < plan.devices() && System.nanoTime() - deadline < 0) {
            meanwhile.goOn(Math.max(1, plan.others().rate() / LOOKS_PER_SECOND));
            status = storm.status();
        }
    }

    private static Chat heard(Generators others, Chatter chatter) throws InterruptedException {
        String phase = chatter.phase();
        Waiting.until(LATE, () -> others.status().messagesOf(phase) >= chatter.sent());
        return new Chat(
                chatter.sent(),
                others.status().messagesOf(phase),
                others.times(Order.timesOf(phase)).percentiles());
    }

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }
}
