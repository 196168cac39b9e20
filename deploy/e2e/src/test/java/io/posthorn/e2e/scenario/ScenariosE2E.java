// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.crash.scenario.ScenarioCommand;
import io.posthorn.e2e.rig.QuickStarts;
import io.posthorn.e2e.rig.StackOfItsOwn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a platform of their own, which ends with them. First, since they take longest. */
@StackOfItsOwn
@Order(1)
class ScenariosE2E {

    private static final String SEED = "7";

    @TempDir
    Path work;

    @Test
    void nothingIsLostInTornCrashesWithThreeOwnersWithoutABrokerOrInSilence() {
        QuickStarts.prepare();
        play("medley");
    }

    private void play(String scenario, String... options) {
        List<String> arguments = new ArrayList<>(List.of(scenario, "--seed", SEED, "--work", work.toString()));
        arguments.addAll(List.of(options));
        StringWriter told = new StringWriter();
        int exit = new CommandLine(new ScenarioCommand())
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(told, true))
                .execute(arguments.toArray(String[]::new));
        System.out.println(told);
        assertThat(exit).as(told.toString()).isZero();
    }
}
