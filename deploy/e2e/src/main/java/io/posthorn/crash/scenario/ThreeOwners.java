// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.crash.collect.Collector;
import io.posthorn.crash.scenario.stage.Churn;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.local.access.StackHttp;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * The first owner of a user stalls, the second takes over, the first wakes and goes on with what it had, both are killed, and
 * a third one starts on an empty disk: what it finds must be what the second one wrote.
 */
@Command(
        name = "three-owners",
        description = "Stalls a delivery instance under load, wakes it, kills both, starts a third on an empty disk.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ThreeOwners extends Scenario {

    private static final int USERS = 8;
    private static final int PER_SECOND = 40;
    private static final Duration BETWEEN_DROPS = Duration.ofMillis(300);
    private static final Duration AWAKE = Duration.ofSeconds(5);
    /** After the third one is ready each connection must hear of a new message within this time. */
    private static final Duration TIME_TO_SPEAK = Duration.ofSeconds(20);

    @Option(names = "--rounds", description = "how often")
    int rounds = 10;

    @Option(names = "--stall", description = "seconds for which the first owner stands still")
    int stall = 15;

    @Option(
            names = "--instances",
            description = "3, or 2: the third owner then has the first one's name, and an empty disk")
    int instances = 3;

    @Override
    Setting needs(Setting setting) {
        return setting.instances(Service.DELIVERY, instances).instances(Service.GATEWAY, 2);
    }

    @Override
    void play(Stage stage, Random random, Story story, Findings findings) {
        List<String> users = Stage.users(USERS);
        List<ServiceProcess> owners = stage.stack().all(Service.DELIVERY);
        stage.runOnly(2);
        stage.connectTwoDevicesOf(users);
        Random target = new Random(random.nextLong());
        stage.sending().flow(PER_SECOND, () -> stage.sending().send("system", users.get(target.nextInt(USERS))));
        findings.require(stage.converges(Duration.ofSeconds(60)), "two owners do not deliver: %s", stage.lacking());
        for (int round = 0; round < rounds && findings.all().isEmpty(); round++) {
            ServiceProcess first = owners.get(round % instances);
            ServiceProcess second = owners.get((round + 1) % instances);
            ServiceProcess third = owners.get((round + 2) % instances);
            story.tell("round %d of %d", round + 1, rounds);
            Stream.of(first, second).filter(each -> !each.isAlive()).forEach(ServiceProcess::start);
            Churn.during(
                    stage.witnesses(),
                    BETWEEN_DROPS,
                    new Random(random.nextLong()),
                    () -> playRound(stage, story, first, second));
            third.start();
            story.tell("%s is the third owner, on an empty disk", third.name());
            noCursorIsBelowAReceipt(stage, third, users, findings);
            noConnectionIsSilent(stage, users, findings);
        }
        stage.sending().stopFlow();
    }

    private void playRound(Stage stage, Story story, ServiceProcess first, ServiceProcess second) {
        Wait.pass(AWAKE);
        first.pause();
        story.tell("%s stands still", first.name());
        Wait.pass(Duration.ofSeconds(stall));
        first.resume();
        story.tell("%s wakes", first.name());
        Wait.pass(AWAKE);
        first.kill();
        second.kill();
        stage.wipe(first);
        stage.wipe(second);
        story.tell("%s and %s are killed", first.name(), second.name());
    }

    /** Receipts and cursors are committed together, so whoever has a receipt has a cursor at least as far. */
    private static void noCursorIsBelowAReceipt(
            Stage stage, ServiceProcess owner, List<String> users, Findings findings) {
        Map<String, Position> delivered = new TreeMap<>();
        try (Collector collector = stage.collector()) {
            collector.collect().receipts().stream()
                    .filter(receipt -> receipt.getState() == ReceiptState.RECEIPT_STATE_DELIVERED)
                    .forEach(receipt -> delivered.merge(device(receipt), receipt.getPosition(), Positions::max));
        }
        for (String user : users) {
            Map<String, Position> cursors = cursors(stage, owner, user);
            delivered.forEach((device, position) -> {
                if (device.startsWith(user + "/")) {
                    Position cursor = cursors.getOrDefault(device, Positions.START);
                    findings.require(
                            Positions.compare(cursor, position) >= 0,
                            "the cursor of %s is %s, and it has a receipt for %s",
                            device,
                            Positions.describe(cursor),
                            Positions.describe(position));
                }
            });
        }
    }

    private static String device(Receipt receipt) {
        return receipt.getUser() + "/" + receipt.getDevice();
    }

    private static Map<String, Position> cursors(Stage stage, ServiceProcess owner, String user) {
        Map<String, Position> cursors = new TreeMap<>();
        JsonNode answer;
        try {
            answer = new StackHttp()
                    .get(owner.uri().resolve("/v1/users/" + user + "/devices"), stage.token(user, "device"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for devices", e);
        }
        answer.path("devices")
                .forEach(device -> Cursor.decode(device.path("cursor").asString())
                        .ifPresent(cursor ->
                                cursors.put(user + "/" + device.path("device").asString(), cursor.position())));
        return cursors;
    }

    private static void noConnectionIsSilent(Stage stage, List<String> users, Findings findings) {
        stage.sending().sendToEach("system", users);
        findings.require(
                stage.converges(TIME_TO_SPEAK),
                "%d s after the third owner is ready these lack messages: %s",
                TIME_TO_SPEAK.toSeconds(),
                stage.lacking());
    }
}
