// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import io.posthorn.local.jvm.ChildJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Does one fault after the other, and lets delivery recover in between. On the caller's thread. */
public final class Agent {

    /** From the moment when every process is ready again. */
    private static final Duration TO_RECOVER = Duration.ofSeconds(60);

    private static final int SHORTEST_QUIET = 1_500;
    private static final int LONGEST_QUIET = 5_000;

    private final Processes processes;
    private final Flow flow;
    private final RandomGenerator random;
    private final Notebook notebook;
    private final Waiting waiting = new Waiting();
    private final List<Struck> struck = new ArrayList<>();

    public Agent(Map<String, ChildJvm> processes, Flow flow, RandomGenerator random, Notebook notebook) {
        this.processes = new Processes(processes, notebook);
        this.flow = flow;
        this.random = random;
        this.notebook = notebook;
    }

    /** Lets some time pass in which nothing is struck, so that there is something to compare with. */
    public void rest(Duration time) throws InterruptedException {
        waiting.pass(time);
    }

    public void quiet() throws InterruptedException {
        waiting.pass(Duration.ofMillis(random.nextInt(SHORTEST_QUIET, LONGEST_QUIET)));
    }

    /** Returns when delivery has recovered, or has had long enough. */
    public Struck strike(Fault fault) throws InterruptedException {
        notebook.write("FAULT " + (struck.size() + 1) + ": " + fault);
        long begun = System.currentTimeMillis();
        strikeAll(fault);
        processes.reviveTheDead();
        long restored = System.currentTimeMillis();
        boolean recovered = waiting.until(() -> goesOn(restored), TO_RECOVER);
        Struck done = new Struck(fault, begun, restored, recovered ? System.currentTimeMillis() : 0);
        struck.add(done);
        notebook.write("%s after %d ms"
                .formatted(recovered ? "RECOVERED" : "NOT RECOVERED", System.currentTimeMillis() - begun));
        return done;
    }

    private boolean goesOn(long restored) {
        processes.reviveTheDead();
        return flow.reachesAllSince(restored);
    }

    private void strikeAll(Fault fault) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(fault.strikes().size());
        try {
            List<Future<?>> strikes = new ArrayList<>();
            for (Strike strike : fault.strikes()) {
                strikes.add(threads.submit(() -> {
                    processes.strike(strike, waiting);
                    return strike;
                }));
            }
            for (Future<?> each : strikes) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The fault " + fault + " could not be done", e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    public List<Struck> struck() {
        return List.copyOf(struck);
    }

    /** What ended though nobody struck it. */
    public List<String> deaths() {
        return processes.deaths();
    }
}
