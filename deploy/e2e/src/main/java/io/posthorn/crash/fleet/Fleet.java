// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import io.posthorn.client.socket.SharedHttp;
import io.posthorn.crash.evidence.DeviceLog;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** All devices, in this process. Each draws its choices from a seed of its own. */
public final class Fleet implements AutoCloseable {

    private static final int NETWORK_THREADS = 3;
    private static final int TIMER_THREADS = 2;
    private static final Duration TO_CONNECT = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int AT_ONCE = 20;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(TIMER_THREADS, new ThreadPoolExecutor.DiscardPolicy());
    private final Place place;
    private final long seed;
    private final List<Device> devices = new ArrayList<>();

    /** @param token by user; asked once for each */
    public Fleet(List<URI> gateways, Function<String, String> token, long seed) {
        Map<String, String> tokens = new ConcurrentHashMap<>();
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.place = new Place(
                gateways, user -> tokens.computeIfAbsent(user, token), SharedHttp.create(NETWORK_THREADS), timer);
        this.seed = seed;
    }

    /** Offline for now. */
    public Device add(Device.Name name, Habits habits, Device.Ear ear) {
        Device device = new Device(name, habits, place, new Random(seed * 31 + devices.size()), ear);
        devices.add(device);
        return device;
    }

    /** With habits that are drawn. */
    public Device addRestless(Device.Name name) {
        return add(name, Habits.draw(new Random(seed * 17 + devices.size())), Device.Ear.DEAF);
    }

    public List<Device> devices() {
        return List.copyOf(devices);
    }

    /** Returns when the streams of all have begun. */
    public void connect() throws InterruptedException {
        long deadline = System.nanoTime() + TO_CONNECT.toNanos();
        for (int first = 0; first < devices.size(); first += AT_ONCE) {
            List<Device> wave = devices.subList(first, Math.min(first + AT_ONCE, devices.size()));
            wave.forEach(Device::connect);
            while (!wave.stream().allMatch(Device::isLive)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Not all devices were connected within " + TO_CONNECT);
                }
                NEVER.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Devices begin to do things by their own choice. */
    public void liveOn() {
        devices.forEach(Device::liveOn);
    }

    /** All are online, stay so, and acknowledge at once. */
    public void settle() {
        devices.forEach(Device::settle);
    }

    public List<DeviceLog> logs() {
        return devices.stream().map(Device::log).toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        devices.forEach(Device::vanish);
    }
}
