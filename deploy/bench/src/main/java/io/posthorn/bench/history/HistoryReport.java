// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What was measured. */
record HistoryReport(
        HistoryPlan plan,
        Optional<Filled> filled,
        Map<String, Questions.Answers> answers,
        Map<String, Devices.Pages> pages,
        Optional<Exports.Made> exported,
        Machine on)
        implements Report {

    private static final int MEGA = 20;

    /** Nothing of it when a run before had filled the folder. */
    record Filled(Written written, Disk disk) {}

    /** @param cpu by name of the process */
    record Written(long rows, Duration took, Map<String, Duration> cpu) {

        double perSecond() {
            return rows * 1_000.0 / Math.max(1, took.toMillis());
        }

        double micros(String process) {
            return cpu.getOrDefault(process, Duration.ZERO).toNanos() / 1_000.0 / Math.max(1, rows);
        }
    }

    /** Of all messages, in bytes. */
    record Disk(long flushed, long compacted) {}

    @Override
    public boolean isRight() {
        return answers.values().stream().allMatch(each -> each.wrong() == 0)
                && pages.values().stream().allMatch(each -> each.wrong() == 0)
                && exported.stream().allMatch(Exports.Made::isRight);
    }

    private double perMessage(long bytes) {
        return (double) bytes / plan.messages().all();
    }

    @Override
    public String table() {
        HistoryPlan.Messages messages = plan.messages();
        Sheet sheet = new Sheet()
                .line(
                        "messages",
                        "%,d over %,d users, %,d of a heavy one, %d bytes of text, %d days",
                        messages.all(),
                        messages.users(),
                        messages.heavy(),
                        messages.bytes(),
                        messages.days());
        filled.ifPresent(each -> {
            Written written = each.written();
            sheet.line("written", "%,.0f rows per second", written.perSecond());
            new TreeMap<>(written.cpu())
                    .forEach((name, time) -> sheet.line("µs per row", "%.0f of %s", written.micros(name), name));
            sheet.line(
                    "bytes per message",
                    "%.0f flushed, %.0f compacted",
                    perMessage(each.disk().flushed()),
                    perMessage(each.disk().compacted()));
        });
        answers.forEach((what, each) -> sheet.line("ms", each.latencies())
                .line(
                        "",
                        "of %s at %d/s: %d right, %d wrong",
                        what,
                        plan.reads().rate(),
                        each.right(),
                        each.wrong()));
        pages.forEach((what, each) -> sheet.line(
                "pages",
                "%.0f per second, %,.0f rows per second, %s; %d wrong of %d",
                each.perSecond(),
                each.rowsPerSecond(),
                what,
                each.wrong(),
                each.pages()));
        exported.ifPresent(made -> sheet.line(
                        "export",
                        "%,d of %,d rows, %,d MB, %,.0f per second; history's memory %,d MB before, %,d behind",
                        made.rows(),
                        made.wanted(),
                        made.bytes() >> MEGA,
                        made.downloadedPerSecond(),
                        made.resident().before() >> MEGA,
                        made.resident().behind() >> MEGA)
                .line(
                        "verify",
                        "%,d proven, %,.0f per second, %s",
                        made.proven(),
                        made.verifiedPerSecond(),
                        made.clean() ? "all right" : "NOT all right"));
        return sheet.line(on).toString();
    }

    @Override
    public String json() {
        ObjectNode json = JsonLine.of("history");
        HistoryPlan.Messages messages = plan.messages();
        json.put("messages", messages.all())
                .put("users", messages.users())
                .put("heavy", messages.heavy())
                .put("bytes", messages.bytes())
                .put("days", messages.days())
                .put("rate", plan.reads().rate());
        filled.ifPresent(each -> {
            json.put("rowsPerSecond", each.written().perSecond())
                    .put("bytesPerMessageFlushed", perMessage(each.disk().flushed()))
                    .put("bytesPerMessageCompacted", perMessage(each.disk().compacted()));
            ObjectNode cpu = json.putObject("cpuMicrosPerRow");
            new TreeMap<>(each.written().cpu())
                    .forEach((name, time) -> cpu.put(name, each.written().micros(name)));
        });
        ObjectNode asked = json.putObject("questionsMs");
        answers.forEach((what, each) -> {
            ObjectNode question = asked.putObject(what);
            JsonLine.put(question, each.latencies());
            question.put("right", each.right()).put("wrong", each.wrong());
        });
        ObjectNode read = json.putObject("pages");
        pages.forEach((what, each) -> read.putObject(what)
                .put("perSecond", each.perSecond())
                .put("rowsPerSecond", each.rowsPerSecond())
                .put("pages", each.pages())
                .put("wrong", each.wrong()));
        exported.ifPresent(made -> json.putObject("export")
                .put("wanted", made.wanted())
                .put("rows", made.rows())
                .put("proven", made.proven())
                .put("clean", made.clean())
                .put("bytes", made.bytes())
                .put("perSecond", made.downloadedPerSecond())
                .put("verifiedPerSecond", made.verifiedPerSecond())
                .put("residentBefore", made.resident().before())
                .put("residentBehind", made.resident().behind()));
        JsonLine.put(json, on);
        return JsonLine.text(json);
    }
}
