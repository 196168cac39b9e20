// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.export.ExportPlace;
import io.posthorn.history.export.ExportQuery;
import io.posthorn.history.export.ExportSource;
import io.posthorn.history.export.ExportStep;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.store.Prepared;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What a legal hold keeps, also when the tier's time of it has passed. */
@Component
final class HoldExport implements ExportSource {

    private final Prepared<HeldMessages> held;
    private final CustodyLog custody;

    HoldExport(Prepared<HeldMessages> held, CustodyLog custody) {
        this.held = held;
        this.custody = custody;
    }

    @Override
    public boolean serves(ExportQuery query) {
        return query.hold().isPresent();
    }

    @Override
    public Iterator<ExportStep> read(ExportQuery query, Predicate<String> owners, Optional<ExportPlace> after) {
        String hold = query.hold().orElseThrow();
        requireActive(custody.refresh().hold(hold));
        HeldMessages messages = held.get();
        Iterator<HeldMessage> rows = after.map(place -> messages.readBehind(hold, place.owner(), place.position()))
                .orElseGet(() -> messages.read(hold, Optional.empty(), true));
        return steps(rows, () -> requireActive(custody.refresh().hold(hold)));
    }

    /** @param atTheEnd of the rows, before it is said: they end sooner where copies are removed meanwhile */
    static Iterator<ExportStep> steps(Iterator<HeldMessage> rows, Runnable atTheEnd) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (rows.hasNext()) {
                    return true;
                }
                atTheEnd.run();
                return false;
            }

            @Override
            public ExportStep next() {
                HeldMessage next = rows.next();
                return ExportStep.row(next.place().owner(), next.message());
            }
        };
    }

    /** Before, and after it is released, an export would look whole and lack something. */
    static void requireActive(Optional<Hold> found) {
        Hold hold =
                found.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no hold of this id."));
        if (hold.state() != Hold.State.ACTIVE) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The hold is %s; what it keeps is exported while it is active."
                            .formatted(hold.state().name().toLowerCase(Locale.ROOT)));
        }
    }
}
