// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.contracts.v1.Resumed;
import io.posthorn.local.access.Devices;
import io.posthorn.local.tally.Latencies;
import io.posthorn.local.upstream.Via;
import java.time.Duration;
import java.util.List;

/** The laptop leaves; what is sent meanwhile waits for it, and it resumes exactly after its last ack. */
final class LaptopAway implements Scene {

    private static final int EACH = 3;

    @Override
    public String title(Stage stage) {
        return "The laptop leaves, more are sent, and it comes back";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        String lastAck = stage.laptop().leave().orElseThrow(() -> new Stalled("the laptop left without a cursor"));
        stage.narrator().say("laptop has left; the last that it acknowledged is " + lastAck);
        int before = stage.sent().count();
        for (Via via : Via.values()) {
            for (int count = 0; count < EACH; count++) {
                stage.deliver(via, stage.phone());
            }
        }
        tellWhatWaits(stage);
        comeBack(stage, lastAck, stage.sent().ids().subList(before, stage.sent().count()));
    }

    private static void tellWhatWaits(Stage stage) throws InterruptedException {
        new Devices(stage.stack())
                .of(stage.user()).stream()
                        .filter(device -> device.name().equals(stage.laptop().name()))
                        .filter(device -> device.unacked().isPresent())
                        .forEach(device -> stage.narrator()
                                .say("%d wait for laptop"
                                        .formatted(device.unacked().getAsLong())));
    }

    private static void comeBack(Stage stage, String lastAck, List<String> waiting) throws InterruptedException {
        int had = stage.laptop().arrivals().size();
        long at = System.nanoTime();
        Resumed resumed = stage.laptop().connect(null);
        Duration took = Duration.ofNanos(System.nanoTime() - at);
        if (!resumed.getCursor().equals(lastAck)) {
            throw new Stalled(
                    "laptop resumed at %s and not after its last ack, %s".formatted(resumed.getCursor(), lastAck));
        }
        List<Arrival> got = stage.laptop().arrivals();
        List<String> ids =
                got.subList(had, got.size()).stream().map(Arrival::id).toList();
        if (!ids.equals(waiting)) {
            throw new Stalled("laptop resumed with %s and not with %s".formatted(ids, waiting));
        }
        stage.narrator()
                .say("laptop is back and resumed exactly after its last ack: #%s to #%s in %s"
                        .formatted(ids.get(0), ids.get(ids.size() - 1), Latencies.format(took)));
    }
}
