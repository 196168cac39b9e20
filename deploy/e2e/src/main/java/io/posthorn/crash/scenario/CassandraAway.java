// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.scenario.stage.Delays;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.local.stack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cassandra is killed under load and comes back later: devices notice nothing, and history catches up. */
@Command(
        name = "cassandra-away",
        description =
                "Kills Cassandra under load and starts it later; live delivery goes on, health is honest, history catches up.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class CassandraAway extends Scenario {

    private static final int USERS = 8;
    private static final Duration TIME_TO_SAY_SO = Duration.ofSeconds(30);
    private static final Duration TIME_TO_CATCH_UP = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Option(names = "--seconds", description = "how long it is away")
    int seconds = 180;

    @Option(names = "--before", description = "seconds of the same load before; the second half counts")
    int before = 30;

    @Option(names = "--rate", description = "of messages in a second")
    int rate = 60;

    @Override
    Setting needs(Setting setting) {
        return setting;
    }

    @Override
    void play(Stage stage, Random random, Story story, Findings findings) {
        List<String> users = Stage.users(USERS);
        stage.connectTwoDevicesOf(users);
        AtomicInteger turn = new AtomicInteger();
        stage.sending()
                .flow(rate, () -> stage.sending().send("system", users.get(turn.getAndIncrement() % users.size())));
        // What comes first is slow because code is not compiled yet.
        Wait.pass(Duration.ofMillis(before * 500L));
        long begun = System.currentTimeMillis();
        Wait.pass(Duration.ofMillis(before * 500L));
        story.tell("Cassandra is killed for %d s", seconds);
        long killed = System.currentTimeMillis();
        stage.stack().cassandra().kill();
        saysSo(stage, story, findings);
        long returns = killed + seconds * 1_000L;
        while (System.currentTimeMillis() < returns) {
            Wait.pass(Duration.ofMillis(
                    Math.min(BETWEEN_LOOKS.toMillis(), Math.max(1, returns - System.currentTimeMillis()))));
            staysHonest(stage, findings);
        }
        long returned = System.currentTimeMillis();
        story.tell("history has %d records to write", stage.historyLag());
        stage.stack().cassandra().start();
        story.tell("Cassandra is there again");
        catchesUp(stage, story, findings);
        stage.sending().stopFlow();
        compare(stage, story, findings, new long[] {begun, killed, returned});
    }

    private static void saysSo(Stage stage, Story story, Findings findings) {
        ServiceProcess history = stage.stack().history();
        long begun = System.nanoTime();
        boolean says = Wait.until(TIME_TO_SAY_SO, () -> !stage.isReady(history));
        story.tell("history is %s after %.1f s", says ? "not ready" : "ready", (System.nanoTime() - begun) / 1e9);
        findings.require(says, "history is ready %d s after Cassandra was killed", TIME_TO_SAY_SO.toSeconds());
        String status = stage.health(history, "cassandra");
        findings.require(
                status.equals("OUT_OF_SERVICE"), "history's health says %s of Cassandra, which was killed", status);
    }

    private static void staysHonest(Stage stage, Findings findings) {
        ServiceProcess history = stage.stack().history();
        findings.require(!stage.isReady(history), "history says that it is ready while Cassandra is away");
        findings.require(stage.isLive(history), "history says that it is not alive while Cassandra is away");
    }

    private static void catchesUp(Stage stage, Story story, Findings findings) {
        ServiceProcess history = stage.stack().history();
        long begun = System.nanoTime();
        boolean ready = Wait.until(TIME_TO_CATCH_UP, () -> stage.isReady(history));
        story.tell("history is %s after %.1f s", ready ? "ready" : "not ready", (System.nanoTime() - begun) / 1e9);
        findings.require(ready, "history is not ready %d s after Cassandra was", TIME_TO_CATCH_UP.toSeconds());
        boolean caughtUp = Wait.until(TIME_TO_CATCH_UP, () -> stage.historyLag() < USERS * 10);
        story.tell("%d records to write after %.1f s", stage.historyLag(), (System.nanoTime() - begun) / 1e9);
        findings.require(
                caughtUp,
                "history lacks %d records %d s after Cassandra came back",
                stage.historyLag(),
                TIME_TO_CATCH_UP.toSeconds());
    }

    /** @param moments when it began to count, Cassandra was killed, Cassandra came back */
    private static void compare(Stage stage, Story story, Findings findings, long[] moments) {
        stage.converges(TIME_TO_SAY_SO);
        List<DeviceLog> devices =
                stage.witnesses().stream().map(each -> each.log()).toList();
        Delays usual = Delays.of(stage.sending().ledger().all(), devices, moments[0], moments[1]);
        Delays meanwhile = Delays.of(stage.sending().ledger().all(), devices, moments[1], moments[2]);
        story.tell("until on the device, before:    %s", usual);
        story.tell("until on the device, meanwhile: %s", meanwhile);
        findings.require(
                meanwhile.areLike(usual),
                "live delivery is slower without Cassandra: %s, before: %s",
                meanwhile,
                usual);
    }
}
