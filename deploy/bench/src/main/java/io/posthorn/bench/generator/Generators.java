// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.generator;

import io.posthorn.bench.load.Latencies;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.swarm.Order;
import io.posthorn.bench.swarm.SwarmStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Several processes of devices, ordered and counted together. */
public final class Generators implements AutoCloseable {

    /** More at once would only wait in the gateway and the router, and be closed for it after 15 s. */
    private static final int AT_ONCE = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TELL_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final List<Generator> generators;
    private final PrintWriter progress;

    private Generators(List<Generator> generators, PrintWriter progress) {
        this.generators = generators;
        this.progress = progress;
    }

    public static Generators start(List<Generator.Task> tasks, PrintWriter progress) {
        Generators started = new Generators(new ArrayList<>(), progress);
        try {
            for (Generator.Task task : tasks) {
                Generator generator = new Generator(task);
                started.generators.add(generator);
                generator.start();
            }
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** So many in all, in a closed loop; returns when all are in, or nothing has moved for a minute. */
    public SwarmStatus open(int devices) throws InterruptedException {
        int before = status().resumed();
        int count = generators.size();
        for (int i = 0; i < count; i++) {
            int share = devices / count + (i < devices % count ? 1 : 0);
            if (share > 0) {
                generators.get(i).tell(Order.open(share, Math.max(1, AT_ONCE / count)));
            }
        }
        return awaitProgress(status -> status.resumed() >= before + devices);
    }

    /** All go; returns when they are gone, and forgets what was counted. */
    public void leave() throws InterruptedException {
        tell(Order.LEAVE);
        Waiting.until(PATIENCE, () -> status().open() == 0);
        tell(Order.FORGET);
    }

    public SwarmStatus tell(String order) {
        return SwarmStatus.of(
                generators.stream().map(generator -> generator.tell(order)).toList());
    }

    public SwarmStatus status() {
        return tell(Order.STATUS);
    }

    /** @param order one of {@link Order}'s for times */
    public Latencies times(String order) {
        return Latencies.of(
                generators.stream().map(generator -> generator.ask(order)).toList());
    }

    public List<Generator> all() {
        return List.copyOf(generators);
    }

    /** What is waited for. */
    @FunctionalInterface
    public interface Aim {

        boolean isReached(SwarmStatus status);
    }

    /** Returns when the aim is reached, or nothing has moved for a minute. */
    public SwarmStatus awaitProgress(Aim aim) throws InterruptedException {
        Movement movement = new Movement();
        Waiting.until(Duration.ofDays(1), () -> {
            SwarmStatus status = status();
            return aim.isReached(status) || !movement.goesOn(status);
        });
        return status();
    }

    /** Whether anything has moved lately; tells of it now and then. */
    private final class Movement {

        private long moved = System.nanoTime();
        private long told = moved;
        private long last = -1;

        boolean goesOn(SwarmStatus status) {
            long now = System.nanoTime();
            long sum = status.resumed()
                    + status.messages().values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            if (sum != last) {
                last = sum;
                moved = now;
            }
            if (now - told > TELL_EVERY) {
                told = now;
                progress.printf(
                        "%d open, %d in, %d on their way in, failed %s, lost %s%n",
                        status.open(), status.resumed(), status.underWay(), status.failures(), status.losses());
                progress.flush();
            }
            return now - moved < PATIENCE.toNanos();
        }
    }

    @Override
    public void close() {
        generators.forEach(Generator::stop);
    }
}
