// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code scenario}: one of the sequences of faults that have a name. */
@Command(
        name = "scenario",
        description = "Plays a sequence of faults on a platform of its own and checks everything afterwards.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TornCrash.class,
            ThreeOwners.class,
            BrokerAway.class,
            CassandraAway.class,
            SilentLastFrame.class,
            ClockAndCalendar.class,
            MonthBoundary.class,
            Medley.class
        })
public final class ScenarioCommand {

    public static void main(String[] args) {
        System.exit(new CommandLine(new ScenarioCommand()).execute(args));
    }
}
