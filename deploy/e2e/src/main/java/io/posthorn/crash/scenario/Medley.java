// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Command;

/** Small versions of all, one after another on one platform, with one reckoning: for every build. */
@Command(
        name = "medley",
        description = "Plays small versions of the others, one after another on one platform.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class Medley extends Scenario {

    private final List<Scenario> scenarios =
            List.of(silentLastFrame(), tornCrash(), brokerAway(), cassandraAway(), threeOwners());

    private static SilentLastFrame silentLastFrame() {
        SilentLastFrame scenario = new SilentLastFrame();
        scenario.rounds = 1;
        scenario.lossy = 8;
        scenario.rate = 30;
        return scenario;
    }

    private static TornCrash tornCrash() {
        TornCrash scenario = new TornCrash();
        scenario.cuts = 3;
        return scenario;
    }

    private static BrokerAway brokerAway() {
        BrokerAway scenario = new BrokerAway();
        scenario.seconds = List.of(8);
        return scenario;
    }

    private static CassandraAway cassandraAway() {
        CassandraAway scenario = new CassandraAway();
        scenario.before = 4;
        scenario.seconds = 8;
        return scenario;
    }

    private static ThreeOwners threeOwners() {
        ThreeOwners scenario = new ThreeOwners();
        scenario.rounds = 1;
        scenario.stall = 10;
        scenario.instances = 2;
        return scenario;
    }

    @Override
    Setting needs(Setting setting) {
        Setting needed = setting;
        for (Scenario scenario : scenarios) {
            needed = scenario.needs(needed);
        }
        return needed;
    }

    @Override
    void play(Stage stage, Random random, Story story, Findings findings) {
        for (Scenario scenario : scenarios) {
            if (findings.all().isEmpty()) {
                story.tell("%s", scenario.getClass().getSimpleName());
                scenario.play(stage, random, story, findings);
            }
        }
    }

    @Override
    Evidence judged(Evidence evidence) {
        Evidence judged = evidence;
        for (Scenario scenario : scenarios) {
            judged = scenario.judged(judged);
        }
        return judged;
    }

    @Override
    void aftermath(Stage stage, Story story, Findings findings) {
        ClockAndCalendar.newInbox(stage, story, findings);
    }
}
