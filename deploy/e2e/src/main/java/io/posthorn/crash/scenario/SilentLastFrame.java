// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.crash.scenario.stage.Witness;
import io.posthorn.local.stack.Service;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What may be lost is lost, then nothing more is sent that would show the loss: only the sweep can repair it. */
@Command(
        name = "silent-last-frame",
        description = "Loses single hints, connected events, replay requests and progress; then there is silence.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class SilentLastFrame extends Scenario {

    private static final int USERS = 8;
    /** So small that a device which was away is served from history first. */
    private static final int PENDING_PER_USER = 20;

    private static final Duration PROMISED = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int MOST_RETURNS = 3;

    @Option(names = "--rounds", description = "how often")
    int rounds = 10;

    @Option(names = "--lossy", description = "seconds of traffic with random losses in each round")
    int lossy = 20;

    @Option(names = "--rate", description = "of messages in a second of such traffic")
    int rate = 16;

    @Override
    Setting needs(Setting setting) {
        return setting.behindProxy(Service.GATEWAY, Service.DELIVERY, Service.HISTORY)
                .instances(Service.GATEWAY, 2)
                .with(Service.DELIVERY, "posthorn.delivery.pending-per-user", PENDING_PER_USER);
    }

    @Override
    void play(Stage stage, Random random, Story story, Findings findings) {
        List<String> users = Stage.users(USERS);
        Losses losses = new Losses(new Random(random.nextLong()));
        stage.runOnly(1);
        stage.proxy().rule(losses.rule());
        stage.connectTwoDevicesOf(users);
        for (int round = 0; round < rounds; round++) {
            story.tell("round %d of %d", round + 1, rounds);
            loseAtRandom(stage, users, losses, random);
            loseTheLast(stage, users, losses, round, story, findings);
        }
        story.tell("lost in all: %s", losses.tally());
    }

    /** Every second device is away for a while. */
    private void loseAtRandom(Stage stage, List<String> users, Losses losses, Random random) {
        laptops(stage).forEach(Witness::close);
        Random target = new Random(random.nextLong());
        losses.atRandom(true);
        stage.sending().flow(rate, () -> stage.sending().send("system", users.get(target.nextInt(USERS))));
        Wait.pass(Duration.ofSeconds(lossy));
        stage.sending().stopFlow();
        losses.atRandom(false);
        Wait.until(LONGEST, () -> phones(stage).stream().allMatch(stage::hasAll));
    }

    private void loseTheLast(
            Stage stage, List<String> users, Losses losses, int round, Story story, Findings findings) {
        Losses.Kind[] kinds = Losses.Kind.values();
        for (int number = 0; number < USERS; number++) {
            losses.loseNext(kinds[(number + round) % kinds.length], users.get(number));
        }
        long begun = System.nanoTime();
        laptops(stage).forEach(Witness::connect);
        stage.sending().sendToEach("system", users);
        findings.require(
                stage.converges(PROMISED),
                "%d s after the last message these lack messages: %s",
                PROMISED.toSeconds(),
                stage.lacking());
        findings.require(
                stage.converges(LONGEST),
                "even %d s after the last message these lack messages: %s",
                LONGEST.plus(PROMISED).toSeconds(),
                stage.lacking());
        Wait.pass(QUIET);
        stage.witnesses().forEach(witness -> rarelyReturns(witness, begun, findings));
        story.tell("not met: %d of what was to be lost", losses.notMet());
        losses.forgetAims();
    }

    private static void rarelyReturns(Witness witness, long since, Findings findings) {
        findings.require(
                witness.returnsSince(since) <= MOST_RETURNS,
                "%s connected %d times in a minute: %s",
                witness,
                witness.returnsSince(since),
                witness.closes());
    }

    private static List<Witness> laptops(Stage stage) {
        return stage.witnesses().stream()
                .filter(each -> each.device().equals("laptop"))
                .toList();
    }

    private static List<Witness> phones(Stage stage) {
        return stage.witnesses().stream()
                .filter(each -> each.device().equals("phone"))
                .toList();
    }
}
