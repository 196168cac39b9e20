// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.scenario.stage.Churn;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Meanwhile;
import io.posthorn.crash.scenario.stage.Sending;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.local.server.KafkaServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The broker stands still or is killed for a while; what was sent to it is sent again under another key, before or after. */
@Command(
        name = "broker-away",
        description =
                "Stops the broker, and kills it and starts it later, while ids are sent twice under different keys.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class BrokerAway extends Scenario {

    private static final int USERS = 8;
    private static final int PER_SECOND = 20;
    private static final int HELD_BACK = 60;
    private static final int TO_THE_GROUP_PERCENT = 10;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(500);
    private static final Duration BETWEEN_DROPS = Duration.ofSeconds(1);
    private static final Duration BEFORE = Duration.ofSeconds(4);
    private static final Duration TIME_TO_GO_ON = Duration.ofSeconds(90);

    @Option(names = "--seconds", split = ",", description = "how long it is away, each time")
    List<Integer> seconds = List.of(8, 31, 130);

    private Optional<ChangingGroup> group = Optional.empty();

    @Override
    Setting needs(Setting setting) {
        return setting;
    }

    @Override
    Evidence judged(Evidence evidence) {
        return group.map(changing -> changing.expanded(evidence)).orElse(evidence);
    }

    @Override
    void play(Stage stage, Random random, Story story, Findings findings) {
        List<String> users = Stage.users(USERS);
        stage.connectTwoDevicesOf(users);
        ChangingGroup changing = new ChangingGroup(stage, "eng", users, new Random(random.nextLong()));
        changing.begin();
        group = Optional.of(changing);
        Twice twice = new Twice(stage.sending(), users, changing, new Random(random.nextLong()));
        stage.sending().flow(PER_SECOND, twice::one);
        Churn.during(
                stage.witnesses(),
                BETWEEN_DROPS,
                new Random(random.nextLong()),
                () -> Meanwhile.repeat(
                        BETWEEN_CHANGES,
                        changing::change,
                        () -> seconds.forEach(time -> goAway(stage, users, time, story, findings))));
        stage.sending().stopFlow();
        twice.rest();
    }

    private static void goAway(Stage stage, List<String> users, int time, Story story, Findings findings) {
        KafkaServer kafka = stage.stack().kafka();
        Wait.pass(BEFORE);
        story.tell("the broker stands still for %d s", time);
        kafka.pause();
        Wait.pass(Duration.ofSeconds(time));
        kafka.resume();
        goesOn(stage, users, story, findings, "standing still for " + time + " s");
        Wait.pass(BEFORE);
        story.tell("the broker is killed for %d s", time);
        kafka.kill();
        Wait.pass(Duration.ofSeconds(time));
        kafka.start();
        goesOn(stage, users, story, findings, "being away for " + time + " s");
    }

    private static void goesOn(Stage stage, List<String> users, Story story, Findings findings, String what) {
        long begun = System.nanoTime();
        stage.sending().sendToEach("system", users);
        boolean goesOn = stage.converges(TIME_TO_GO_ON);
        story.tell("after %s it took %.1f s", what, (System.nanoTime() - begun) / 1e9);
        findings.require(
                goesOn,
                "%d s after %s of the broker these lack messages: %s",
                TIME_TO_GO_ON.toSeconds(),
                what,
                stage.lacking());
    }

    /** Sends everything twice: at once or later, under the key of its user and under another one. One thread. */
    private static final class Twice {

        private final Sending sending;
        private final List<String> users;
        private final ChangingGroup group;
        private final Random random;
        private final Deque<Notification> later = new ArrayDeque<>();

        Twice(Sending sending, List<String> users, ChangingGroup group, Random random) {
            this.sending = sending;
            this.users = users;
            this.group = group;
            this.random = random;
        }

        synchronized void one() {
            String user = users.get(random.nextInt(users.size()));
            boolean toAll = random.nextInt(100) < TO_THE_GROUP_PERCENT;
            Notification.Builder told = sending.notification("system", user);
            Notification notification = toAll ? group.addressed(told) : told.build();
            sending.send(notification, toAll ? anotherKey() : user);
            if (random.nextBoolean()) {
                sending.send(notification, anotherKey());
            } else {
                later.add(notification);
            }
            if (later.size() > HELD_BACK) {
                sending.send(later.remove(), anotherKey());
            }
        }

        synchronized void rest() {
            later.forEach(notification -> sending.send(notification, anotherKey()));
            later.clear();
        }

        private String anotherKey() {
            return "key-" + random.nextInt(1_000);
        }
    }
}
