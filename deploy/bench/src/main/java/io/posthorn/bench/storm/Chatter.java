// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.load.Latencies;
import io.posthorn.bench.load.OpenLoop;
import io.posthorn.bench.load.Schedule;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Messages to the others at a fixed rate, from its making to its end, on a thread of its own: whoever watches a storm meanwhile
 * holds none of them up.
 */
final class Chatter implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final OpenLoop loop;
    private final Schedule schedule;
    private final Message message;
    private final FutureTask<Integer> talk = new FutureTask<>(this::talk);
    private volatile boolean ended;

    /** Sends one of them. */
    @FunctionalInterface
    interface Message {

        void send(int number, long dueAt);
    }

    Chatter(int perSecond, Message message) {
        this.schedule = new Schedule(System.nanoTime(), perSecond);
        this.loop = new OpenLoop(schedule);
        this.message = message;
        Thread thread = new Thread(talk, "chatter");
        thread.setDaemon(true);
        thread.start();
    }

    private int talk() throws InterruptedException {
        int next = 0;
        while (!ended) {
            loop.run(next, next + 1, number -> message.send(number, schedule.dueAt(number)));
            next++;
        }
        return next;
    }

    /** @return how many there were */
    int end() throws InterruptedException {
        ended = true;
        try {
            return talk.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Messages to the others could not be sent", e);
        }
    }

    /** How late this program was with them: part of their latency. */
    Latencies lateness() {
        return loop.lateness();
    }

    @Override
    public void close() {
        ended = true;
    }
}
