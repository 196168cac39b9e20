// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Setting;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts a platform, plays on it, holds what is left against what is promised. Exits with 0 only when nothing was found; the
 * last line is one JSON object.
 */
abstract class Scenario implements Callable<Integer> {

    @Option(names = "--seed", description = "of everything that is drawn; default: a new one")
    long seed = new Random().nextInt(1_000_000);

    @Option(names = "--work", description = "empty folder for data and logs, which stay; default: a new temporary one")
    @Nullable
    Path work;

    @Spec
    @Nullable
    CommandSpec spec;

    /** What is played, with what each run needs. */
    abstract Setting needs(Setting setting);

    abstract void play(Stage stage, Random random, Story story, Findings findings);

    /** The part of the evidence that the general promises are held against: all, where a scenario has no rules of its own. */
    Evidence judged(Evidence evidence) {
        return evidence;
    }

    /** Whether each device of its users must have got it in the end. */
    boolean owes(Entry sent) {
        return true;
    }

    /** What leaves nothing behind that could be held against promises. */
    void aftermath(Stage stage, Story story, Findings findings) {}

    @Override
    public final Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        Story story = new Story(out);
        Findings findings = new Findings(story);
        Path place = work == null ? Files.createTempDirectory("posthorn-scenario-") : work;
        story.tell("%s with seed %d; data and logs are in %s", command.name(), seed, place);
        try (Stage stage = Stage.start(needs(Setting.in(place)), story)) {
            stage.owes(this::owes);
            play(stage, new Random(seed), story, findings);
            story.tell("produce requests at the proxy: %s", stage.proxy().told());
            new Reckoning(stage, story, findings).hold(this);
            aftermath(stage, story, findings);
        }
        return told(command.name(), story, findings.all(), out);
    }

    private int told(String name, Story story, List<String> findings, PrintWriter out) {
        findings.forEach(finding -> out.println("FOUND " + finding));
        out.println(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "scenario",
                        name,
                        "seed",
                        seed,
                        "seconds",
                        story.elapsed().toSeconds(),
                        "findings",
                        findings.size())));
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }
}
