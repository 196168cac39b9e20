// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads on which errands are carried on. Thread-safe. */
final class Lanes {

    /** Of each lane. */
    static final int THREADS = 2;

    /** A hold that is released while its gathering waits is cleared meanwhile. */
    private record Turn(Lane lane, String errand) {}

    private final Set<Turn> underWay = ConcurrentHashMap.newKeySet();
    private final Map<Lane, ExecutorService> threads = new EnumMap<>(Lane.class);

    Lanes() {
        for (Lane lane : Lane.values()) {
            threads.put(
                    lane,
                    Executors.newFixedThreadPool(
                            THREADS, named("history-errand-" + lane.name().toLowerCase(java.util.Locale.ROOT))));
        }
    }

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Unless it waits or runs there already. */
    void begin(Lane lane, String errand, Runnable work) {
        Turn turn = new Turn(lane, errand);
        ExecutorService free = threads.get(lane);
        if (free != null && underWay.add(turn)) {
            free.execute(() -> {
                try {
                    work.run();
                } finally {
                    underWay.remove(turn);
                }
            });
        }
    }

    /** Interrupts what runs and forgets what waits. @return whether all has ended within the time */
    boolean stop(long seconds) throws InterruptedException {
        threads.values().forEach(ExecutorService::shutdownNow);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean ended = true;
        for (ExecutorService each : threads.values()) {
            ended &= each.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return ended;
    }
}
