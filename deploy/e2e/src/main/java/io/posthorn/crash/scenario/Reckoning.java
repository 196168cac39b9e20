// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.crash.check.Checker;
import io.posthorn.crash.check.Finding;
import io.posthorn.crash.check.Invariant;
import io.posthorn.crash.collect.Collector;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.scenario.stage.Findings;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Story;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.crash.scenario.stage.Witness;
import io.posthorn.local.stack.LocalTopics;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The end of every scenario: nothing is sent any more, and everything must be everywhere, once and in order. */
final class Reckoning {

    private static final Duration TIME_TO_CONVERGE = Duration.ofSeconds(90);
    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final int SHOWN = 5;

    private final Stage stage;
    private final Story story;
    private final Findings findings;

    Reckoning(Stage stage, Story story, Findings findings) {
        this.stage = stage;
        this.story = story;
        this.findings = findings;
    }

    void hold(Scenario scenario) {
        stage.sending().stopFlow();
        story.tell(
                "no more traffic; %d were sent", stage.sending().ledger().all().size());
        if (!stage.converges(TIME_TO_CONVERGE)) {
            stage.lacking().forEach((device, count) -> findings.add("%s lacks %d messages", device, count));
        }
        stage.witnesses().forEach(this::tellRepeats);
        holdAgainstFacts(scenario::judged);
    }

    /**
     * Within a connection nothing comes twice; the checker sees to that. On the next connection it may, at the same position:
     * after a fail-over the router can know less than the device, whose cursor then counts as its own newest record.
     */
    private void tellRepeats(Witness witness) {
        if (!witness.repeats().isEmpty()) {
            story.tell("%s got %s again on a later connection", witness, witness.repeats());
        }
    }

    private void holdAgainstFacts(UnaryOperator<Evidence> judged) {
        long deadline = System.nanoTime() + TIME_TO_SETTLE.toNanos();
        try (Collector collector = stage.collector()) {
            List<Finding> found = look(collector, judged);
            while (!found.isEmpty() && System.nanoTime() < deadline) {
                Wait.pass(BETWEEN_LOOKS);
                found = look(collector, judged);
            }
            found.stream()
                    .collect(Collectors.groupingBy(Finding::invariant, TreeMap::new, Collectors.toList()))
                    .forEach(this::tell);
        }
    }

    private void tell(Invariant invariant, List<Finding> breaches) {
        String some = breaches.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("; "));
        findings.add("%d of %s: %s", breaches.size(), invariant.title(), some);
    }

    private List<Finding> look(Collector collector, UnaryOperator<Evidence> judged) {
        List<DeviceLog> devices = stage.witnesses().stream().map(Witness::log).toList();
        Evidence evidence = new Evidence(
                stage.sending().ledger().all(), devices, collector.collect(), LocalTopics.TOPICS.partitions());
        return Checker.findings(judged.apply(evidence));
    }
}
