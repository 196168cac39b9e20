// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.crash.collect.Collector;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.crash.scenario.stage.Witness;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.stack.LocalTopics;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Services are away for longer than messages and events live, clocks of gateways are wrong, all is read again from the
 * beginning, and at last the inbox is another one than before.
 */
@Command(
        name = "clock-and-calendar",
        description =
                "Short retentions, services away for longer than them, wrong clocks, rewound and re-created topics.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ClockAndCalendar extends Scenario {

    private static final int USERS = 8;
    private static final int PER_SECOND = 20;
    private static final String LASTING = "system";
    private static final String MESSAGES = LocalTopics.TOPICS.name(Topic.MESSAGES);
    private static final String CONNECTIONS = LocalTopics.TOPICS.name(Topic.CONNECTIONS);
    private static final String INBOX = LocalTopics.TOPICS.name(Topic.INBOX);
    private static final String HISTORY = LocalTopics.TOPICS.prefix() + ".history";
    private static final String ROUTER = LocalTopics.TOPICS.prefix() + "-router";
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration SOME_TRAFFIC = Duration.ofSeconds(8);

    enum Part {
        HISTORY_OFF,
        DELIVERY_OFF,
        GATEWAY_CLOCKS,
        REWIND,
        NEW_INBOX
    }

    @Option(names = "--parts", split = ",", description = "what is played")
    List<Part> parts = List.of(Part.values());

    @Option(names = "--retention", description = "seconds that the short-lived class lives")
    int retention = 40;

    private Optional<WrongClocks> clocks = Optional.empty();

    private Retention brief() {
        return new Retention("brief", Duration.ofSeconds(retention));
    }

    @Override
    Setting needs(Setting setting) {
        clocks = parts.contains(Part.GATEWAY_CLOCKS)
                ? FakeTime.ofThisMachine()
                        .map(faketime ->
                                WrongClocks.in(setting.work().resolve("clocks").toAbsolutePath(), faketime))
                : Optional.empty();
        Setting needed = setting.instances(Service.GATEWAY, 2);
        for (Service service : List.of(Service.DELIVERY, Service.HISTORY)) {
            needed = needed.with(service, brief().property(0, "name"), brief().className())
                    .with(service, brief().property(0, "retention"), brief().length())
                    .with(service, brief().property(1, "name"), LASTING)
                    .with(service, brief().property(1, "retention"), "90d");
        }
        Setting all = needed;
        return clocks.map(wrong -> all.with(config -> config.withJavaHome(wrong.javaHome())))
                .orElse(all);
    }

    @Override
    void play(Stage stage, Random random, Story story, Findings findings) {
        List<String> users = Stage.users(USERS);
        stage.connectTwoDevicesOf(users);
        for (Part part : parts) {
            story.tell("part %s", part);
            switch (part) {
                case HISTORY_OFF -> historyOff(stage, users, random, findings);
                case DELIVERY_OFF -> deliveryOff(stage, users, random, story, findings);
                case GATEWAY_CLOCKS -> gatewayClocks(stage, users, random, story, findings);
                case REWIND -> rewind(stage, findings);
                case NEW_INBOX -> {}
            }
        }
    }

    /** Two classes by turns. */
    private void flow(Stage stage, List<String> users, Random random) {
        Random drawn = new Random(random.nextLong());
        stage.sending()
                .flow(
                        PER_SECOND,
                        () -> stage.sending()
                                .send(
                                        drawn.nextBoolean() ? LASTING : brief().className(),
                                        users.get(drawn.nextInt(USERS))));
        Wait.pass(SOME_TRAFFIC);
        stage.sending().stopFlow();
    }

    private void passRetention() {
        Wait.pass(brief().length().plusSeconds(5));
    }

    /** What expires while history is off must not appear afterwards; who was away is told so. */
    private void historyOff(Stage stage, List<String> users, Random random, Findings findings) {
        List<Witness> laptops = stage.witnesses().stream()
                .filter(each -> each.device().equals("laptop"))
                .toList();
        laptops.forEach(Witness::close);
        flow(stage, users, random);
        ChildJvm history = stage.stack().history();
        history.kill();
        flow(stage, users, random);
        passRetention();
        history.start();
        flow(stage, users, random);
        laptops.forEach(Witness::connect);
        comesToRest(stage, findings, "history was off for longer than a class lives");
        passRetention();
        nothingOverdue(stage, findings);
    }

    /** Acks and connects that nobody read are gone when delivery comes back. */
    private void deliveryOff(Stage stage, List<String> users, Random random, Story story, Findings findings) {
        flow(stage, users, random);
        ServiceProcess delivery = stage.stack().delivery(1);
        delivery.kill();
        flow(stage, users, random);
        stage.witnesses().forEach(Witness::drop);
        passRetention();
        try (TopicSurgery surgery = new TopicSurgery(stage.stack().kafka().bootstrapServers())) {
            surgery.empty(CONNECTIONS);
            goOnWithoutThem(stage, delivery, surgery, story, findings);
        }
        flow(stage, users, random);
        comesToRest(stage, findings, "delivery was off for longer than events live");
    }

    /** Delivery says what is lost and waits until an operator has decided. */
    private static void goOnWithoutThem(
            Stage stage, ServiceProcess delivery, TopicSurgery surgery, Story story, Findings findings) {
        long logged = newLines(delivery, 0).size();
        delivery.launch();
        findings.require(
                Wait.until(LONG, () -> says(delivery, logged, CONNECTIONS, "deleted before they were handled")),
                "delivery does not say that records of %s are lost",
                CONNECTIONS);
        story.tell("delivery says what is lost and waits");
        findings.require(Wait.until(LONG, () -> surgery.isEmpty(ROUTER)), "%s still has members", ROUTER);
        surgery.rewind(ROUTER, CONNECTIONS);
        delivery.awaitReady();
    }

    private void gatewayClocks(Stage stage, List<String> users, Random random, Story story, Findings findings) {
        if (clocks.isEmpty()) {
            story.tell("the clocks of the gateways stay right: %s", FakeTime.MISSING);
            return;
        }
        Duration ahead = Duration.ofMinutes(2);
        for (ServiceProcess gateway : stage.stack().all(Service.GATEWAY)) {
            gateway.kill();
            clocks.get().set(gateway.name(), ahead);
            gateway.start();
            story.tell("the clock of %s is wrong by %+d s", gateway.name(), ahead.toSeconds());
            ahead = ahead.negated();
        }
        flow(stage, users, random);
        comesToRest(stage, findings, "the clocks of the gateways were wrong by two minutes");
    }

    /** Everything is written again and is the same as before; what has expired stays away. */
    private void rewind(Stage stage, Findings findings) {
        try (TopicSurgery surgery = new TopicSurgery(stage.stack().kafka().bootstrapServers());
                Collector collector = stage.collector()) {
            findings.require(
                    Wait.until(LONG, () -> surgery.isAtTheEnd(HISTORY, MESSAGES)), "history does not read to the end");
            passRetention();
            Set<Applied> before = new HashSet<>(collector.collect().rows());
            stage.stack().history().stop();
            Wait.until(LONG, () -> surgery.isEmpty(HISTORY));
            surgery.rewind(HISTORY, MESSAGES);
            stage.stack().history().start();
            findings.require(
                    Wait.until(LONG, () -> surgery.isAtTheEnd(HISTORY, MESSAGES)),
                    "history does not read to the end again");
            Set<Applied> after = new HashSet<>(collector.collect().rows());
            findings.require(
                    before.equals(after), "%d rows before all was read again, %d after", before.size(), after.size());
            nothingOverdue(stage, findings);
        }
    }

    private static void comesToRest(Stage stage, Findings findings, String after) {
        findings.require(
                stage.converges(LONG),
                "%d s after %s these lack messages: %s",
                LONG.toSeconds(),
                after,
                stage.lacking());
    }

    /** The short-lived may have expired. */
    @Override
    boolean owes(Entry sent) {
        return sent.className().equals(LASTING);
    }

    private void nothingOverdue(Stage stage, Findings findings) {
        try (Collector collector = stage.collector()) {
            List<String> overdue = brief().overdue(collector.collect().rows(), System.currentTimeMillis());
            findings.require(overdue.isEmpty(), "history still has what has expired: %s", overdue);
        }
    }

    @Override
    Evidence judged(Evidence evidence) {
        return brief().allowingFor(evidence, System.currentTimeMillis());
    }

    @Override
    void aftermath(Stage stage, Story story, Findings findings) {
        if (parts.contains(Part.NEW_INBOX)) {
            newInbox(stage, story, findings);
        }
    }

    /** Delivery must not take a new inbox for the old one, whose positions its devices hold. */
    static void newInbox(Stage stage, Story story, Findings findings) {
        ServiceProcess delivery = stage.stack().delivery(1);
        stage.stack().all(Service.DELIVERY).forEach(ChildJvm::kill);
        try (TopicSurgery surgery = new TopicSurgery(stage.stack().kafka().bootstrapServers())) {
            surgery.delete(INBOX);
        }
        story.tell("the inbox is deleted; delivery starts and may create it");
        long logged = newLines(delivery, 0).size();
        delivery.launch();
        boolean refuses =
                Wait.until(LONG, () -> says(delivery, logged, INBOX, "created again") || stage.isReady(delivery))
                        && !stage.isReady(delivery);
        findings.require(refuses, "delivery does not say that %s was created again, and starts", INBOX);
    }

    private static boolean says(ServiceProcess delivery, long logged, String topic, String what) {
        return newLines(delivery, logged).stream().anyMatch(line -> line.contains(topic) && line.contains(what));
    }

    private static List<String> newLines(ServiceProcess process, long after) {
        try {
            return Files.readAllLines(process.logFile()).stream().skip(after).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
