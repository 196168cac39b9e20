// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.local.access.Devices;
import io.posthorn.local.access.Devices.Device;
import io.posthorn.local.tally.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A third device asks for everything. What all devices have, and history too, has left the pending store: it comes from
 * Cassandra, and the rest follows without a seam.
 *
 * <p>The pending store lets go every few seconds, and nobody is told. If it has not yet, the device, which has got everything
 * from there then, comes again.
 */
final class NewDevice implements Scene {

    private static final Duration TIME_TO_LET_GO = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Override
    public String title(Stage stage) {
        return "A third device asks for \"earliest\"";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        List<Device> known = new Devices(stage.stack()).of(stage.user());
        String name = OldTablets.next(known.stream().map(Device::name).toList());
        boolean served = isServedByHistory(stage, name);
        List<String> strangers = strangers(known);
        if (strangers.isEmpty()) {
            insist(stage, name, served);
        } else if (!served) {
            stage.narrator()
                    .say(
                            "Nothing could leave the pending store: it also waits for %s, which this demo does not know. %s"
                                    .formatted(strangers, "With a user of its own (--user) it shows that too."));
        }
    }

    private static void insist(Stage stage, String name, boolean servedAtOnce) throws InterruptedException {
        long deadline = System.nanoTime() + TIME_TO_LET_GO.toNanos();
        boolean served = servedAtOnce;
        while (!served) {
            if (System.nanoTime() > deadline) {
                throw new Stalled(
                        "The pending store", "did not let go of what all devices and history have", TIME_TO_LET_GO);
            }
            stage.narrator().say("the pending store has not let go of anything yet; once more");
            NEVER.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
            stage.forget(stage.device(name));
            OldTablets.stepForward(stage);
            served = isServedByHistory(stage, name);
        }
    }

    private static boolean isServedByHistory(Stage stage, String name) throws InterruptedException {
        DemoDevice device = stage.device(name);
        long at = System.nanoTime();
        device.connect("earliest");
        for (String id : stage.sent().ids()) {
            device.awaitArrival(id);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - at);
        device.leave();
        List<Arrival> got = device.arrivals();
        long replayed = got.stream().filter(Arrival::replayed).count();
        stage.narrator()
                .say("%s has all %d in %s: %d from Cassandra, %d from the pending store"
                        .formatted(name, got.size(), Latencies.format(took), replayed, got.size() - replayed));
        return replayed > 0;
    }

    /** Devices that are no part of this demo, and away. */
    private static List<String> strangers(List<Device> known) {
        Set<String> ours = Set.of("phone", "laptop");
        return known.stream()
                .filter(device -> !device.connected())
                .map(Device::name)
                .filter(name -> !ours.contains(name) && !OldTablets.isOne(name))
                .toList();
    }
}
