// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Reads a page of a listing. */
@Component
final class MessagesReader {

    private static final DataSize MAX_PAGE = DataSize.ofMegabytes(4);

    private final Prepared<StoredMessages> stored;
    private final Timer timer;

    MessagesReader(Prepared<StoredMessages> stored, MeterRegistry meters) {
        this.stored = stored;
        this.timer = meters.timer("posthorn.history.read", "use", "list");
    }

    /** @throws RuntimeException Cassandra did not answer */
    MessagesPage read(Listing listing) {
        return read(listing, each -> true);
    }

    /** @param visible what may be shown */
    MessagesPage read(Listing listing, Predicate<Message> visible) {
        Timer.Sample sample = Timer.start();
        Iterator<Message> rows = stored.get().read(Owner.user(listing.user()), listing.span(), listing.order());
        MessagesPage page = MessagesPage.of(listing, rows, visible, MAX_PAGE.toBytes());
        sample.stop(timer);
        return page;
    }
}
