// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import io.posthorn.history.stored.StoredMessages;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Reads the rows of a range, some at a time, and reports when Cassandra does not answer. Holds its caller meanwhile. */
final class RangeReader {

    private final Prepared<StoredMessages> stored;
    private final Availability availability;
    private final int some;

    /** @param some rows at once */
    RangeReader(Prepared<StoredMessages> stored, Availability availability, int some) {
        this.stored = stored;
        this.availability = availability;
        this.some = some;
    }

    /** @param first included, if there is a row */
    Iterator<Message> open(RangeReceipts.Range range, Position first) {
        Span span = Span.between(first, range.upTo());
        // An append time in a cursor is the device's word.
        Span searched = span.firstMonth() > span.lastMonth() ? span.fromAnyMonth() : span;
        return asked(() -> stored.get().readNames(range.owner(), searched, Order.OLDEST_FIRST));
    }

    /** None at the end. */
    List<Message> next(Iterator<Message> rows) {
        return asked(() -> {
            List<Message> next = new ArrayList<>();
            while (next.size() < some && rows.hasNext()) {
                next.add(rows.next());
            }
            return next;
        });
    }

    /** No range is waiting, so what failed last says nothing of now. */
    void nothingWaits() {
        availability.satisfied(Availability.Asker.SETTLEMENTS);
    }

    private <T> T asked(Supplier<T> question) {
        try {
            T answer = question.get();
            availability.answered(Availability.Asker.SETTLEMENTS);
            return answer;
        } catch (RuntimeException e) {
            // That there is no connection yet is reported by who tries to make it.
            if (stored.isReady()) {
                availability.failed(Availability.Asker.SETTLEMENTS, e);
            }
            throw e;
        }
    }
}
