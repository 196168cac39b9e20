// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import io.posthorn.crash.check.Checker;
import io.posthorn.crash.check.Finding;
import io.posthorn.crash.check.Invariant;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.fault.Struck;
import io.posthorn.local.tally.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a run found. */
public final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EXAMPLES = 8;

    private final long seed;
    private final List<Struck> faults;
    private final List<Finding> findings;
    private final Map<String, Long> sent;
    private final Delivered delivered;
    private final List<Pauses.Pause> pauses;

    public Report(long seed, Evidence evidence, List<Struck> faults, List<Finding> findings, Watched watched) {
        this.seed = seed;
        this.faults = List.copyOf(faults);
        this.findings = List.copyOf(findings);
        this.sent = sent(evidence);
        this.delivered = Delivered.of(evidence);
        this.pauses = Pauses.longest(Arrival.of(evidence, watched), faults);
    }

    private static Map<String, Long> sent(Evidence evidence) {
        Map<String, Long> sent = new LinkedHashMap<>();
        var entries = evidence.ledger().values();
        sent.put("notifications sent", (long) entries.size());
        sent.put("sendings", entries.stream().mapToLong(Entry::sendings).sum());
        sent.put("acknowledged", entries.stream().filter(Entry::isAcked).count());
        sent.put("messages applied", (long) evidence.facts().messages().size());
        sent.put("rows in history", (long) evidence.facts().rows().size());
        sent.put("receipts", (long) evidence.facts().receipts().size());
        sent.put("acked though told expired or replaced", (long) Checker.ackedThoughSkipped(evidence));
        return sent;
    }

    public boolean isRight() {
        return findings.isEmpty();
    }

    public Map<Invariant, Long> counts() {
        Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);
        Arrays.stream(Invariant.values()).forEach(invariant -> counts.put(invariant, 0L));
        findings.forEach(finding -> counts.merge(finding.invariant(), 1L, Long::sum));
        return counts;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(pauseTable().lines());
        lines.add("");
        lines.addAll(countTable().lines());
        examples(lines);
        return lines;
    }

    private Table pauseTable() {
        Table table = new Table("fault", "count", "longest pause s", "aim s", "");
        long undisturbed = pauses.get(0).millis();
        for (Pauses.Pause pause : pauses) {
            Optional<Long> aim = Aim.of(pause.kind(), undisturbed);
            table.row(
                    pause.kind(),
                    String.valueOf(pause.faults()),
                    seconds(pause.millis()),
                    aim.map(Report::seconds).orElse(""),
                    aim.map(most -> pause.millis() <= most ? "" : "over").orElse(""));
        }
        return table;
    }

    private static String seconds(long millis) {
        return millis == Arrival.NEVER ? "never" : String.format(Locale.ROOT, "%.1f", millis / 1_000.0);
    }

    private Table countTable() {
        Table table = new Table("what", "count", "promise");
        sent.forEach((what, count) -> table.row(what, String.valueOf(count), ""));
        table.row("connections", String.valueOf(delivered.connections()), "");
        table.row("messages on the wire", String.valueOf(delivered.frames()), "");
        table.row("of these from history", String.valueOf(delivered.replayed()), "");
        table.row("delivered to devices", String.valueOf(delivered.all()), "");
        table.row("  least on a device", String.valueOf(delivered.perDevice(0)), "");
        table.row("  median", String.valueOf(delivered.perDevice(0.5)), "");
        table.row("  most", String.valueOf(delivered.perDevice(1)), "");
        table.row("faults", String.valueOf(faults.size()), "");
        counts().forEach((invariant, count) -> table.row(invariant.title(), String.valueOf(count), invariant.number()));
        return table;
    }

    private void examples(List<String> lines) {
        for (Invariant invariant : Invariant.values()) {
            findings.stream()
                    .filter(finding -> finding.invariant() == invariant)
                    .limit(EXAMPLES)
                    .forEach(finding -> lines.add("! " + finding));
        }
    }

    /** One line. */
    public String json() {
        ObjectNode json = JSON.createObjectNode()
                .put("crash", isRight() ? "all zeros" : "broken")
                .put("seed", seed);
        sent.forEach((what, count) -> json.put(what.replace(' ', '_'), count));
        json.put("connections", delivered.connections())
                .put("frames", delivered.frames())
                .put("replayed", delivered.replayed())
                .put("delivered", delivered.all())
                .put("deliveredMin", delivered.perDevice(0))
                .put("deliveredMedian", delivered.perDevice(0.5))
                .put("deliveredMax", delivered.perDevice(1))
                .put("faults", faults.size());
        ObjectNode breaches = json.putObject("breaches");
        counts().forEach((invariant, count) -> breaches.put(invariant.name().toLowerCase(Locale.ROOT), count));
        ObjectNode longest = json.putObject("longestPauseMs");
        pauses.forEach(pause -> longest.put(pause.kind(), pause.millis()));
        return JSON.writeValueAsString(json);
    }
}
