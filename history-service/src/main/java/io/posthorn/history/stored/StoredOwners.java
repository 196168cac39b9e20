// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All who have rows, users and everyone on each partition, in an order that never changes. */
public final class StoredOwners {

    private final SelectOwners select;

    StoredOwners(CqlSession session, Schema schema) {
        this.select = new SelectOwners(session, schema);
    }

    /** Fetches while it is read. */
    public Iterator<Owner> all() {
        return new Owners(select.execute(), Optional.empty());
    }

    /** The owner included, where there is such a one. */
    public Iterator<Owner> from(Owner first) {
        return new Owners(select.execute(first), Optional.of(first));
    }

    /** Leaves out who has the token of the first and stands before it. */
    private static final class Owners implements Iterator<Owner> {

        private final Iterator<OwnerPlace> places;
        private final Optional<Owner> first;
        private @Nullable Long firstToken;
        private @Nullable Owner next;

        Owners(Iterator<OwnerPlace> places, Optional<Owner> first) {
            this.places = places;
            this.first = first;
        }

        @Override
        public boolean hasNext() {
            while (next == null && places.hasNext()) {
                OwnerPlace place = places.next();
                if (!isLeftOut(place)) {
                    next = place.owner();
                }
            }
            return next != null;
        }

        private boolean isLeftOut(OwnerPlace place) {
            if (first.isEmpty()) {
                return false;
            }
            if (firstToken == null) {
                firstToken = place.token();
            }
            return firstToken == place.token() && place.isBefore(first.get());
        }

        @Override
        public Owner next() {
            Owner owner = hasNext() ? next : null;
            if (owner == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return owner;
        }
    }
}
