// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.crash.check.Finding;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Frame;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The evidence as text files, for somebody who wants to know what happened. */
public final class Dump {

    private final Path folder;

    private Dump(Path folder) {
        this.folder = folder;
    }

    /** {@code findings.txt}, {@code ledger.txt}, {@code messages.txt} and {@code devices/}. */
    public static void write(Path folder, Evidence evidence, List<Finding> findings) throws IOException {
        Files.createDirectories(folder.resolve("devices"));
        Dump dump = new Dump(folder);
        dump.file("findings.txt", out -> findings.forEach(out::println));
        dump.file(
                "ledger.txt",
                out -> evidence.ledger().values().stream()
                        .sorted(Comparator.comparingLong(
                                (Entry entry) -> entry.times().begunAt()))
                        .forEach(entry -> out.println(line(entry))));
        dump.file("messages.txt", out -> evidence.facts().messages().forEach(message -> out.println(line(message))));
        for (DeviceLog device : evidence.devices()) {
            String name = device.name().replace('/', '-');
            dump.file("devices/" + name + ".txt", out -> device.connections().forEach(each -> write(out, each)));
        }
    }

    private interface Content {

        void print(PrintWriter out);
    }

    private void file(String name, Content content) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve(name)))) {
            content.print(out);
        }
    }

    private static String line(Entry entry) {
        return "%s %s %s to %s%s, acked %s, sent %d times"
                .formatted(
                        Instant.ofEpochMilli(entry.times().begunAt()),
                        entry.identity(),
                        entry.className(),
                        entry.users(),
                        terms(entry.terms()),
                        entry.isAcked() ? Instant.ofEpochMilli(entry.times().ackedAt()) : "unknown",
                        entry.sendings());
    }

    private static String terms(Entry.Terms terms) {
        return (terms.ttlMillis() == 0 ? "" : ", for " + terms.ttlMillis() + " ms")
                + (terms.collapseKey().isEmpty() ? "" : ", replaced under " + terms.collapseKey());
    }

    private static String line(Applied message) {
        return "%s %s %s %s %s after %s, number %d%s"
                .formatted(
                        Instant.ofEpochMilli(message.position().getAppendedAt()),
                        message.user(),
                        Positions.describe(message.position()),
                        message.identity(),
                        message.className(),
                        Positions.describe(message.place().prev()),
                        message.place().ordinal(),
                        terms(message.terms()));
    }

    private static void write(PrintWriter out, Connection connection) {
        out.printf(
                "%n%s CONNECT %s from %s%n",
                Instant.ofEpochMilli(connection.begin().at()),
                connection.begin().gateway(),
                describe(connection.begin().asked()));
        connection
                .resumed()
                .ifPresent(resumed -> out.printf(
                        "%s RESUMED %s at %s%n",
                        Instant.ofEpochMilli(resumed.at()), resumed.recovered(), describe(resumed.cursor())));
        connection.frames().forEach(frame -> out.println(line(frame)));
        connection.acks().stream()
                .reduce((first, second) -> second)
                .ifPresent(ack -> out.println("  LAST ACK " + describe(ack)));
        connection.troubles().forEach(trouble -> out.println("  TROUBLE " + trouble));
        connection
                .course()
                .end()
                .ifPresent(end -> out.printf("%s CLOSED %d%n", Instant.ofEpochMilli(end.at()), end.code()));
    }

    private static String line(Frame frame) {
        String what = frame instanceof Frame.Message message
                ? message.identity() + (message.replayed() ? " replayed" : "")
                : "SKIP " + ((Frame.Skipped) frame).reasons();
        return "  %s %s after %s %s"
                .formatted(Instant.ofEpochMilli(frame.at()), describe(frame.cursor()), describe(frame.prev()), what);
    }

    private static String describe(String cursor) {
        return Cursor.decode(cursor)
                .map(each -> Positions.describe(each.position()))
                .orElse("'" + cursor + "'");
    }
}
