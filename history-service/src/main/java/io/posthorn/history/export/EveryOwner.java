// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.stored.StoredOwners;
import io.posthorn.history.tier.Owner;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The rows of all owners, one owner after the other in the order of their tokens. */
@Component
final class EveryOwner implements ExportSource {

    private final Prepared<StoredOwners> owners;
    private final Prepared<StoredMessages> stored;

    EveryOwner(Prepared<StoredOwners> owners, Prepared<StoredMessages> stored) {
        this.owners = owners;
        this.stored = stored;
    }

    @Override
    public boolean serves(ExportQuery query) {
        return query.hold().isEmpty() && query.user().isEmpty();
    }

    @Override
    public Iterator<ExportStep> read(ExportQuery query, Predicate<String> shown, Optional<ExportPlace> after) {
        Iterator<Owner> all = after.map(place -> owners.get().from(place.owner()))
                .orElseGet(() -> owners.get().all());
        return new Steps(stored.get(), query, shown, after, all);
    }

    private static final class Steps implements Iterator<ExportStep> {

        private final StoredMessages stored;
        private final ExportQuery query;
        private final Predicate<String> shown;
        private final Optional<ExportPlace> after;
        private final Iterator<Owner> owners;
        private Iterator<ExportStep> open = Collections.emptyIterator();

        Steps(
                StoredMessages stored,
                ExportQuery query,
                Predicate<String> shown,
                Optional<ExportPlace> after,
                Iterator<Owner> owners) {
            this.stored = stored;
            this.query = query;
            this.shown = shown;
            this.after = after;
            this.owners = owners;
        }

        @Override
        public boolean hasNext() {
            return open.hasNext() || owners.hasNext();
        }

        @Override
        public ExportStep next() {
            if (open.hasNext()) {
                return open.next();
            }
            if (!owners.hasNext()) {
                throw new NoSuchElementException();
            }
            Owner owner = owners.next();
            if (shown.test(owner.key())) {
                open = new OwnerRows(
                        stored, owner, query, after.filter(each -> each.owner().equals(owner)));
            }
            return ExportStep.begins(owner);
        }
    }
}
