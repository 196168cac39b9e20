// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** An honest device that gets a message every 50 ms and expects to notice nothing of what happens around it. */
public final class Neighbour implements AutoCloseable {

    private static final int EVERY_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final GatewayRecords records;
    private final String gateway;
    private final Device device;
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile long slowestNanos;

    public Neighbour(RunningGateway running, GatewayRecords records, String gateway, String token) {
        this.records = records;
        this.gateway = gateway;
        this.device = Device.connect(running.port(), token, "phone");
        records.resume(gateway, device, 0);
        device.awaitFrames(2);
        thread.scheduleWithFixedDelay(this::tick, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        int offset = sent.incrementAndGet();
        long begin = System.nanoTime();
        records.message(gateway, device, offset, offset - 1, "tick");
        await().atMost(PATIENCE.multipliedBy(4))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> device.messageIds().size() >= offset);
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
    }

    /** Until it has had so many more. */
    public void livesOn(int messages) {
        int until = device.messageIds().size() + messages;
        await().atMost(PATIENCE.multipliedBy(4))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> device.messageIds().size() >= until);
    }

    /** All came, in order and in time. */
    @Override
    public void close() {
        livesOn(1);
        thread.shutdown();
        try {
            assertThat(thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> all = IntStream.rangeClosed(1, sent.get())
                .mapToObj(offset -> "n-" + offset)
                .toList();
        assertThat(device.messageIds()).isEqualTo(all);
        assertThat(device.closeCode()).isZero();
        assertThat(Duration.ofNanos(slowestNanos)).isLessThan(PATIENCE);
        device.close();
    }
}
