// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.generator.Generator;
import io.posthorn.bench.generator.Generators;
import io.posthorn.bench.generator.Tickets;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.machine.CpuClock;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.stack.Lag;
import io.posthorn.bench.swarm.Order;
import io.posthorn.bench.swarm.SwarmStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** One measurement: the others are sent messages; quiet times and storms take turns. */
final class StormRun {

    private static final Duration ACK_WITHIN = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration AFTER_THEY_LEFT = Duration.ofSeconds(5);
    private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int ADDRESSES = 16;

    private final StormPlan plan;
    private final BenchStack stack;
    private final PrintWriter progress;

    StormRun(StormPlan plan, BenchStack stack, PrintWriter progress) {
        this.plan = plan;
        this.stack = stack;
        this.progress = progress;
    }

    StormReport measure(Path folder) throws IOException, InterruptedException {
        tell("signing tokens");
        int users = plan.others().users();
        try (Generators others = start(1, folder, new Tickets.Audience("other", users, 1));
                Generators devices = start(2, folder, new Tickets.Audience("user", plan.devices(), 1));
                Talk talk = new Talk(plan.others(), stack, others)) {
            tell("all come and go");
            devices.open(plan.devices());
            letLeave(devices);
            others.open(users);
            tell("warm-up");
            talk.during("w", () -> warmUp(devices));
            letLeave(devices);
            List<Storm> storms = new ArrayList<>();
            for (int rate : plan.rates()) {
                storms.add(storm(rate, devices, talk));
                letLeave(devices);
            }
            return new StormReport(plan, storms, others.status().losses(), Machine.now());
        }
    }

    private Generators start(int number, Path folder, Tickets.Audience audience) throws IOException {
        List<Path> tickets = new Tickets(audience, stack::deviceToken).write(folder, 1);
        var task = new Generator.Task(number, folder, stack.gateways().get(0), tickets.get(0), ADDRESSES, ACK_WITHIN);
        return Generators.start(List.of(task), progress);
    }

    /** The next quiet time is none while delivery still hears of those who left. */
    private void letLeave(Generators devices) throws InterruptedException {
        devices.leave();
        long begin = System.nanoTime();
        try (Admin admin = stack.admin()) {
            Lag lag = new Lag(admin, stack.topics());
            Waiting.until(LONGEST, () -> lag.ofDelivery() == 0);
        }
        tell("delivery knew of all who left after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms");
        Waiting.pass(AFTER_THEY_LEFT);
    }

    private void warmUp(Generators devices) throws InterruptedException {
        pass(plan.others().warmupSeconds());
        open(devices, plan.highestRate(), System.nanoTime() + HEAD_START);
    }

    private void open(Generators devices, int rate, long begin) throws InterruptedException {
        int count = plan.devicesAt(rate);
        devices.tell(Order.openAtRate(count, rate, begin));
        Waiting.until(LONGEST, () -> isOver(devices.status(), count));
    }

    private Storm storm(int rate, Generators devices, Talk talk) throws InterruptedException {
        tell("quiet");
        Heard quiet = talk.during("q" + rate, () -> pass(plan.others().quietSeconds()));
        tell("a storm of " + rate + " per second");
        int count = plan.devicesAt(rate);
        long begin = System.nanoTime() + HEAD_START;
        CpuClock cpu = CpuClock.start(stack.pids());
        Map<String, Duration> used = new HashMap<>();
        Heard meanwhile = talk.during("s" + rate, () -> {
            open(devices, rate, begin);
            used.putAll(cpu.used());
        });
        SwarmStatus end = devices.status();
        return new Storm(
                rate,
                count,
                new Storm.Arrived(
                        end.resumed(),
                        Duration.ofNanos(Math.max(0, end.lastResumedAt() - begin)),
                        devices.times(Order.timesToResumed()).percentiles()),
                end.failures(),
                end.losses(),
                quiet,
                meanwhile,
                used);
    }

    private static boolean isOver(SwarmStatus devices, int count) {
        return devices.resumed() + devices.failed() >= count;
    }

    private static void pass(int seconds) throws InterruptedException {
        Waiting.pass(Duration.ofSeconds(seconds));
    }

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }
}
