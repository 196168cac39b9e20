// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.local.running.RunningStack;
import io.posthorn.local.running.StackFailure;
import io.posthorn.local.running.StackFile;
import io.posthorn.local.tally.Account;
import io.posthorn.local.tally.Table;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** All scenes, and the count at their end. */
public final class Demo {

    private final RunningStack stack;
    private final StackFile file;
    private final String user;
    private final Narrator narrator;

    /** @param file of the stack, which must be supervised: it starts again what the demo kills */
    public Demo(RunningStack stack, StackFile file, String user, PrintWriter out) {
        this.stack = stack;
        this.file = file;
        this.user = user;
        this.narrator = new Narrator(out);
    }

    /** @return whether every scene came to its end and nothing is missing, repeated or out of order */
    public boolean run() throws InterruptedException {
        String source = "demo-" + Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (Stage stage = new Stage(stack, user, source, narrator)) {
            boolean complete = play(stage);
            return tellTheCount(stage) && complete;
        }
    }

    private boolean play(Stage stage) throws InterruptedException {
        List<Scene> scenes = List.of(
                new BothConnect(),
                new LiveDelivery(),
                new Burst(),
                new LaptopAway(),
                new GatewayKilled(file),
                new NewDevice());
        try {
            for (Scene scene : scenes) {
                narrator.scene(scene.title(stage));
                scene.play(stage);
            }
            return true;
        } catch (Stalled | StackFailure e) {
            narrator.say("FAILED: " + e.getMessage());
            return false;
        }
    }

    private boolean tellTheCount(Stage stage) {
        Table table =
                new Table("device", "sent", "received", "duplicates", "missing", "out of order", "from Cassandra");
        List<String> sent = stage.sent().ids();
        boolean sound = true;
        for (DemoDevice device : stage.devices()) {
            List<Arrival> arrivals = device.arrivals();
            Account account =
                    Account.of(sent, arrivals.stream().map(Arrival::id).toList());
            sound &= account.isSound();
            row(
                    table,
                    device,
                    account,
                    arrivals.stream().filter(Arrival::replayed).count());
        }
        narrator.print(table);
        narrator.print(stage.latencies().table());
        narrator.conclude("Java that has just started is slow at first; deploy/bench measures it warm.");
        narrator.conclude(
                sound
                        ? "Nothing is missing, nothing came twice, everything came in order."
                        : "This is not what is promised: see the counts of missing, duplicates and out of order.");
        return sound;
    }

    private static void row(Table table, DemoDevice device, Account account, long replayed) {
        table.row(
                device.name(),
                String.valueOf(account.sent()),
                String.valueOf(account.received()),
                String.valueOf(account.duplicates()),
                String.valueOf(account.missing()),
                String.valueOf(account.outOfOrder()),
                String.valueOf(replayed));
    }
}
