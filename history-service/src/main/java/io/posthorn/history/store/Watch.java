// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Asks Cassandra every two seconds, also for its time, so that health tells the truth also while nothing is written or read. */
final class Watch implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Prepared<SelectAnything> select;
    private final Prepared<SelectTime> selectTime;
    private final AgreedTime time;
    private final Availability availability;
    private final ScheduledExecutorService timer;
    private volatile @Nullable ScheduledFuture<?> task;

    Watch(
            Prepared<SelectAnything> select,
            Prepared<SelectTime> selectTime,
            AgreedTime time,
            Availability availability,
            ScheduledExecutorService timer) {
        this.select = select;
        this.selectTime = selectTime;
        this.time = time;
        this.availability = availability;
        this.timer = timer;
    }

    @Override
    public void start() {
        task = timer.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask() {
        try {
            // That it does not answer is said by the other read.
            selectTime.get().execute().thenAccept(this::compare);
            select.get().execute().whenComplete((rows, failure) -> {
                if (failure == null) {
                    availability.answered(Availability.Asker.WATCH);
                } else {
                    availability.failed(Availability.Asker.WATCH, failure);
                }
            });
        } catch (StoreAwayException notYet) {
            // The connection has reported it; said by both it would be said twice.
            return;
        } catch (Throwable e) {
            // Thrown on, it would be the last time that anybody asks.
            availability.failed(Availability.Asker.WATCH, e);
        }
    }

    private void compare(Instant cassandra) {
        time.told(cassandra);
        try {
            time.instant();
            availability.satisfied(Availability.Asker.CLOCK);
        } catch (ClocksDifferException e) {
            availability.failed(Availability.Asker.CLOCK, new WithheldException(e.getMessage()));
        }
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = task;
        task = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    @Override
    public boolean isRunning() {
        return task != null;
    }
}
