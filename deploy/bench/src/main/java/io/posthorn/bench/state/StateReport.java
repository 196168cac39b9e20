// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured.
 *
 * @param afterUsers bytes by store once the users are there
 * @param afterPending bytes by store once the messages wait, too
 * @param filled how long that took
 * @param pauses until every partition was served again, by what had happened
 */
record StateReport(
        StatePlan plan, Bytes afterUsers, Bytes afterPending, Duration filled, Map<String, Duration> pauses, Machine on)
        implements Report {

    /** Bytes by name of the store, of one copy. */
    record Bytes(Map<String, Long> rocksDb, Map<String, Long> changelogs) {

        long rocksDbTotal() {
            return total(rocksDb);
        }

        long changelogTotal() {
            return total(changelogs);
        }

        private static long total(Map<String, Long> bytes) {
            return bytes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private double perUser(long bytes) {
        return (double) bytes / plan.users();
    }

    private double perPending(long bytes) {
        return plan.pending() == 0 ? 0 : (double) bytes / plan.pending();
    }

    /** Nothing of it can go wrong and still be reported. */
    @Override
    public boolean isRight() {
        return true;
    }

    @Override
    public String table() {
        Sheet sheet = new Sheet()
                .line(
                        "users",
                        "%d, a device each; %d messages wait, %d bytes of body; %d instances, %d standbys",
                        plan.users(),
                        plan.pending(),
                        plan.bytes(),
                        plan.instances(),
                        plan.standbys())
                .line("filled in", "%.1f s", seconds(filled))
                .line(
                        "per user",
                        "%.0f bytes in RocksDB, %.0f in changelogs",
                        perUser(afterUsers.rocksDbTotal()),
                        perUser(afterUsers.changelogTotal()))
                .line(
                        "per message",
                        "%.0f bytes in RocksDB, %.0f in changelogs",
                        perPending(afterPending.rocksDbTotal() - afterUsers.rocksDbTotal()),
                        perPending(afterPending.changelogTotal() - afterUsers.changelogTotal()));
        afterPending
                .rocksDb()
                .forEach((store, bytes) -> sheet.line(
                        "store " + store,
                        "%,d bytes, changelog %,d",
                        bytes,
                        afterPending.changelogs().getOrDefault(store, 0L)));
        pauses.forEach((what, pause) -> sheet.line("pause", "%.1f s: %s", seconds(pause), what));
        return sheet.line(on).toString();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    @Override
    public String json() {
        ObjectNode json = JsonLine.of("state");
        json.put("users", plan.users())
                .put("pending", plan.pending())
                .put("bytes", plan.bytes())
                .put("instances", plan.instances())
                .put("standbys", plan.standbys())
                .put("filledSeconds", seconds(filled))
                .put("rocksDbBytesPerUser", perUser(afterUsers.rocksDbTotal()))
                .put("changelogBytesPerUser", perUser(afterUsers.changelogTotal()))
                .put("rocksDbBytesPerMessage", perPending(afterPending.rocksDbTotal() - afterUsers.rocksDbTotal()))
                .put(
                        "changelogBytesPerMessage",
                        perPending(afterPending.changelogTotal() - afterUsers.changelogTotal()));
        ObjectNode pausesJson = json.putObject("pauseSeconds");
        pauses.forEach((what, pause) -> pausesJson.put(what, seconds(pause)));
        JsonLine.put(json, on);
        return JsonLine.text(json);
    }
}
