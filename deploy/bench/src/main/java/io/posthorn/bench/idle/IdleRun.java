// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import io.posthorn.bench.generator.Generator;
import io.posthorn.bench.generator.Generators;
import io.posthorn.bench.generator.Tickets;
import io.posthorn.bench.idle.IdleReport.Costs;
import io.posthorn.bench.idle.IdleReport.Opened;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.machine.CpuClock;
import io.posthorn.bench.machine.Jcmd;
import io.posthorn.bench.machine.LiveHeap;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.machine.ResidentMemory;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.swarm.Order;
import io.posthorn.bench.swarm.SwarmStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One measurement: devices come and go, then nobody, then all, then a broadcast to all. */
final class IdleRun {

    private final IdlePlan plan;
    private final BenchStack stack;
    private final PrintWriter progress;

    IdleRun(IdlePlan plan, BenchStack stack, PrintWriter progress) {
        this.plan = plan;
        this.stack = stack;
        this.progress = progress;
    }

    IdleReport measure(Path folder) throws IOException, InterruptedException {
        try (Generators generators = Generators.start(tasks(folder), progress)) {
            generators.open(plan.warmUp());
            generators.leave();
            Waiting.pass(plan.pause());
            tell("measuring without connections");
            Costs none = costs(plan.empty());
            long begin = System.nanoTime();
            SwarmStatus in = generators.open(plan.connections());
            Opened opened = new Opened(
                    in.resumed(),
                    Duration.ofNanos(in.lastResumedAt() - begin),
                    generators.times(Order.timesToResumed()).percentiles());
            Waiting.pass(plan.settle());
            tell("measuring with " + in.open() + " connections");
            Costs all = costs(plan.idle());
            Machine machine = Machine.now();
            List<Broadcast> broadcasts = new Broadcasting(stack, generators, progress).send(plan.broadcasts());
            return new IdleReport(plan, opened, none, all, broadcasts, generators.status(), machine);
        }
    }

    private List<Generator.Task> tasks(Path folder) throws IOException {
        List<URI> gateways = stack.gateways();
        tell("signing tokens");
        var audience = new Tickets.Audience("user", plan.connections(), plan.devicesPerUser());
        List<Path> tickets = new Tickets(audience, stack::deviceToken).write(folder, gateways.size());
        List<Generator.Task> tasks = new ArrayList<>();
        for (int i = 0; i < gateways.size(); i++) {
            tasks.add(new Generator.Task(
                    i + 1, folder, gateways.get(i), tickets.get(i), plan.addresses(), Broadcasting.ACK_WITHIN));
        }
        return tasks;
    }

    /** Time first: a collection takes some itself. */
    private Costs costs(Duration time) throws InterruptedException {
        CpuClock cpu = CpuClock.start(stack.gatewayPids());
        Waiting.pass(time);
        Duration used = cpu.inAll();
        LiveHeap heap = LiveHeap.NONE;
        long resident = 0;
        for (long pid : stack.gatewayPids().values()) {
            Jcmd jcmd = new Jcmd(plan.gateways().jdk().home(), pid);
            heap = heap.plus(jcmd.liveHeap());
            jcmd.trimNativeHeap();
            resident += ResidentMemory.of(pid);
        }
        return new Costs(heap, resident, used, time);
    }

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }
}
