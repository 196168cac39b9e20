// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.security.Reach;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes one part, row by row as they are read. Of one thread. */
final class ExportPart {

    private final ExportRequest request;
    private final Reach reach;
    private final ExportTokens tokens;
    private final int partitions;
    private final Runnable counted;
    private final long began = System.nanoTime();

    private Optional<ExportPlace> place;
    /** Whatever its size, a part comes further than where it began: else none would ever be the last. */
    private boolean further;

    private long total;
    private long rows;
    private long bytes;

    /**
     * @param partitions of the topics whose key is a user
     * @param counted runs for each row that is written
     */
    ExportPart(ExportRequest request, Reach reach, ExportTokens tokens, int partitions, Runnable counted) {
        this.request = request;
        this.reach = reach;
        this.tokens = tokens;
        this.partitions = partitions;
        this.counted = counted;
        this.place = request.after().map(ExportToken::place);
        this.total = place.map(ExportPlace::rows).orElse(0L);
    }

    /** How many this part has up to now. */
    long rows() {
        return rows;
    }

    /** @throws RuntimeException Cassandra did not answer: the part has an end that nothing follows, and no last line */
    void writeRows(Iterator<ExportStep> steps, OutputStream out) throws IOException {
        out.write(request.format().head());
        while (steps.hasNext()) {
            if (isFull()) {
                return;
            }
            ExportStep step = steps.next();
            if (!isBegunAgain(step)) {
                take(step, out);
            }
        }
        place = Optional.empty();
    }

    /** The owner of whom the part before had rows: it went further than that. */
    private boolean isBegunAgain(ExportStep step) {
        return step.message().isEmpty()
                && place.filter(each -> each.owner().equals(step.owner())).isPresent();
    }

    private boolean isFull() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        return further && request.size().isReached(rows, bytes, elapsed);
    }

    private void take(ExportStep step, OutputStream out) throws IOException {
        boolean isShown = step.message().filter(this::isShown).isPresent();
        if (isShown) {
            total++;
            rows++;
        }
        ExportPlace reached = new ExportPlace(step.owner(), step.position(), step.ordinal(), total);
        place = Optional.of(reached);
        further = true;
        if (isShown) {
            write(
                    out,
                    request.format()
                            .row(new ExportRow(
                                    total,
                                    step.owner().partition(partitions),
                                    step.message().orElseThrow(),
                                    token(reached))));
            counted.run();
        }
    }

    private boolean isShown(Message message) {
        return request.query().has(message)
                && reach.coversUser(message.getUser())
                && reach.coversMessage(message.getNotification().getClassName(), message.getGroup());
    }

    private String token(ExportPlace reached) {
        return tokens.encode(new ExportToken(request.query().to(), reached));
    }

    private void write(OutputStream out, byte[] line) throws IOException {
        out.write(line);
        bytes += line.length;
    }

    /** Where the next part begins, or that there is none. */
    void writeEnd(OutputStream out) throws IOException {
        write(out, request.format().end(new ExportEnd(total, asked(), place.map(this::token))));
    }

    /** The query, and what of it the reader does not see. */
    private Map<String, String> asked() {
        Map<String, String> asked = request.query().asMap();
        limit(asked, "reachClasses", reach.classes());
        limit(asked, "reachGroups", reach.groups());
        limit(asked, "reachUserPrefixes", reach.userPrefixes());
        return asked;
    }

    private static void limit(Map<String, String> asked, String name, Set<String> limits) {
        if (!limits.isEmpty()) {
            asked.put(name, String.join(" ", new TreeSet<>(limits)));
        }
    }
}
