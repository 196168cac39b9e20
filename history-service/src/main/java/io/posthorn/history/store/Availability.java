// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Since when Cassandra does not answer, as seen by each of those who ask it. Thread-safe. */
public final class Availability {

    private static final Logger log = LoggerFactory.getLogger(Availability.class);

    /** Who asks; one may be answered while another is not. */
    public enum Asker {
        /** The first connection, and the tables. */
        CONNECTION,
        /** Cassandra answers, but somebody has to decide something before it is used. */
        PREPARATION,
        /** Whether Cassandra's time is ours: nothing is written while it is not. */
        CLOCK,
        /** A small read every few seconds. */
        WATCH,
        /** Which holds stand: nothing counts as written while it is not known. */
        CUSTODY,
        WRITES,
        /** Writes of receipts. */
        RECEIPTS,
        /** Reads of rows whose receipts are due. */
        SETTLEMENTS,
        CONNECTIONS,
        GROUPS,
        REVOCATIONS,
        /** What trees read and write. */
        TREES,
        /** Counts, and the moments of the log. */
        COUNTS
    }

    /** @param reason without any content of a message */
    public record Away(Asker asker, Instant since, String reason) {}

    private final Map<Asker, Away> away = new EnumMap<>(Asker.class);
    private final Clock clock;

    public Availability(Clock clock) {
        this.clock = clock;
        this.away.put(Asker.CONNECTION, new Away(Asker.CONNECTION, clock.instant(), "no answer yet"));
    }

    public void failed(Asker asker, Throwable reason) {
        if (StoreFailure.isOurOwn(reason)) {
            return;
        }
        String text = StoreFailure.describe(reason);
        boolean isNew;
        synchronized (away) {
            Away before = away.get(asker);
            isNew = before == null || !before.reason().startsWith(StoreFailure.kind(reason));
            away.put(asker, new Away(asker, before == null ? clock.instant() : before.since(), text));
        }
        if (isNew) {
            log.warn("{} ({}): {}. Waiting and trying again; nothing is lost.", headline(asker), asker, text);
        }
    }

    private static String headline(Asker asker) {
        return switch (asker) {
            case PREPARATION -> "Not all is done with Cassandra";
            case CLOCK -> "Nothing is written to Cassandra";
            default -> "Cassandra does not answer";
        };
    }

    public void answered(Asker asker) {
        Away before;
        synchronized (away) {
            before = away.remove(asker);
        }
        if (before != null) {
            log.info("Cassandra answers ({}); it did not since {}", asker, before.since());
        }
    }

    /** Has nothing to ask any more, so its last failure says nothing of now. */
    public void satisfied(Asker asker) {
        synchronized (away) {
            away.remove(asker);
        }
    }

    /** The longest absence; empty when all were answered the last time they asked. */
    public Optional<Away> away() {
        synchronized (away) {
            return away.values().stream().min(Comparator.comparing(Away::since));
        }
    }
}
