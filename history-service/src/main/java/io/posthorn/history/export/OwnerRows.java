// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.Optional;

/** The rows of one owner, oldest first. */
final class OwnerRows implements Iterator<ExportStep> {

    private final Owner owner;
    private final Iterator<Message> rows;

    OwnerRows(StoredMessages stored, Owner owner, ExportQuery query, Optional<ExportPlace> after) {
        this.owner = owner;
        Span span = after.map(place -> Span.after(place.position()).fromAnyMonth())
                .orElseGet(Span::all)
                .inMonths(query.from(), query.to());
        this.rows = stored.read(owner, span, Order.OLDEST_FIRST);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public ExportStep next() {
        return ExportStep.row(owner, rows.next());
    }
}
