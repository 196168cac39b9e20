// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.crash.proxy.Fate;
import io.posthorn.crash.proxy.ProduceRule;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.crash.scenario.stage.Witness;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Delivery's last requests reach the broker in parts, late or never; then it is killed and starts on an empty disk. */
@Command(
        name = "torn-crash",
        description = "Tears delivery's produce requests apart, kills it, starts it on an empty disk; again and again.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class TornCrash extends Scenario {

    private static final int USERS = 8;
    private static final int PER_SECOND = 40;
    /** Small, so that history takes over while it goes on. */
    private static final int PENDING_PER_USER = 20;

    private static final Duration TIME_TO_CONVERGE = Duration.ofSeconds(60);

    @Option(names = "--cuts", description = "how often")
    int cuts = 200;

    @Override
    Setting needs(Setting setting) {
        return setting.behindProxy(Service.DELIVERY)
                .with(Service.DELIVERY, "posthorn.delivery.pending-per-user", PENDING_PER_USER);
    }

    @Override
    void play(Stage stage, Random random, Story story, Findings findings) {
        List<String> users = Stage.users(USERS);
        stage.runOnly(1);
        stage.connectTwoDevicesOf(users);
        Random target = new Random(random.nextLong());
        stage.sending().flow(PER_SECOND, () -> stage.sending().send("system", users.get(target.nextInt(USERS))));
        for (int number = 1; number <= cuts && findings.all().isEmpty(); number++) {
            Cut cut = Cut.draw(random);
            story.tell("cut %d of %d: %s", number, cuts, cut);
            play(stage, cut, random);
            if (random.nextInt(10) < 7) {
                findings.require(
                        stage.converges(TIME_TO_CONVERGE),
                        "after cut %d, %s, these lack messages: %s",
                        number,
                        cut,
                        stage.lacking());
            }
        }
        stage.sending().stopFlow();
        stage.proxy().heal(Fate.DISCARD);
    }

    private static void play(Stage stage, Cut cut, Random random) {
        ServiceProcess delivery = stage.stack().delivery(1);
        Wait.pass(cut.until());
        stage.proxy().rule(cut.rule());
        Wait.pass(cut.lasts());
        stage.killAndWipe(delivery);
        oneOf(stage.witnesses(), random).drop();
        stage.proxy().rule(ProduceRule.PASS);
        if (cut.late() != Cut.Late.WHEN_THE_NEXT_RUNS) {
            stage.proxy().settle(cut.late() == Cut.Late.LOST ? Fate.DISCARD : Fate.DELIVER);
        }
        delivery.start();
        stage.proxy().settle(Fate.DELIVER);
    }

    private static Witness oneOf(List<Witness> witnesses, Random random) {
        return witnesses.get(random.nextInt(witnesses.size()));
    }
}
