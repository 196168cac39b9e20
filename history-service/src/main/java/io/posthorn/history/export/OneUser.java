// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Owner;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The rows of the user that the query names. */
@Component
final class OneUser implements ExportSource {

    private final Prepared<StoredMessages> stored;

    OneUser(Prepared<StoredMessages> stored) {
        this.stored = stored;
    }

    @Override
    public boolean serves(ExportQuery query) {
        return query.hold().isEmpty() && query.user().isPresent();
    }

    @Override
    public Iterator<ExportStep> read(ExportQuery query, Predicate<String> owners, Optional<ExportPlace> after) {
        Owner owner = Owner.user(query.user().orElseThrow());
        boolean isShown = owners.test(owner.key())
                && after.map(place -> place.owner().equals(owner)).orElse(true);
        return isShown ? new OwnerRows(stored.get(), owner, query, after) : Collections.emptyIterator();
    }
}
