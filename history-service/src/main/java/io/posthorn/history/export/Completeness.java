// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.watermark.InboxLog;
import io.posthorn.history.watermark.LogAwayException;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets an export begin when all that it is about is there: rows still come for as long as history, or the router, is behind the
 * log, and an export that was made meanwhile would look whole. A copy for a hold is made before its row counts as written.
 */
@Component
final class Completeness {

    private static final Logger log = LoggerFactory.getLogger(Completeness.class);

    /** Those that wait take no place from those that go on. */
    private static final int WAITING_AT_ONCE = 8;

    private final InboxLog inbox;
    private final ExportSettings settings;
    private final ExportSlots waiting = new ExportSlots(WAITING_AT_ONCE);

    Completeness(InboxLog inbox, ExportSettings settings) {
        this.inbox = inbox;
        this.settings = settings;
    }

    /** @throws ProblemException not all is there, or nobody can say whether it is */
    void require(ExportRequest wanted) {
        if (wanted.after().isPresent()) {
            return;
        }
        ExportQuery query = wanted.query();
        ExportSlots.Slot slot = waiting.take();
        try {
            if (!inbox.awaitWritten(partitions(query), query.to(), settings.catchUp())) {
                throw behind(query);
            }
        } catch (LogAwayException e) {
            log.warn("Whether an export is whole could not be asked: {}", String.valueOf(e.getCause()));
            throw new ProblemException(
                    ProblemType.LOG_AWAY,
                    "Kafka does not answer, so nobody can say whether all is there that an export would have.");
        } finally {
            slot.close();
        }
    }

    private Set<Integer> partitions(ExportQuery query) {
        return query.user().map(user -> Set.of(inbox.partition(user))).orElseGet(inbox::partitions);
    }

    private static ProblemException behind(ExportQuery query) {
        String to = query.to().toString();
        return new ProblemException(
                ProblemType.BEHIND,
                "Not all that was sent before %s is written yet: an export would lack it. Ask again with to=%s."
                        .formatted(to, to),
                Map.of("to", to));
    }
}
