// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What was measured. */
record HistoryReport(
        HistoryPlan plan,
        Written written,
        Disk disk,
        Map<String, Questions.Answers> answers,
        Map<String, Devices.Pages> pages,
        Machine on)
        implements Report {

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
                && pages.values().stream().allMatch(each -> each.wrong() == 0);
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
                        messages.days())
                .line("written", "%,.0f rows per second", written.perSecond());
        new TreeMap<>(written.cpu())
                .forEach((name, time) -> sheet.line("µs per row", "%.0f of %s", written.micros(name), name));
        sheet.line(
                "bytes per message",
                "%.0f flushed, %.0f compacted",
                perMessage(disk.flushed()),
                perMessage(disk.compacted()));
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
                .put("rowsPerSecond", written.perSecond());
        ObjectNode cpu = json.putObject("cpuMicrosPerRow");
        new TreeMap<>(written.cpu()).forEach((name, time) -> cpu.put(name, written.micros(name)));
        json.put("bytesPerMessageFlushed", perMessage(disk.flushed()))
                .put("bytesPerMessageCompacted", perMessage(disk.compacted()))
                .put("rate", plan.reads().rate());
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
        JsonLine.put(json, on);
        return JsonLine.text(json);
    }
}
