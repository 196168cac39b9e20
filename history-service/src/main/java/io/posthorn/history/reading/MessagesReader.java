// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.moment.Moments;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Span;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tiering.TierRegister;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Reads a page of a listing. */
@Component
final class MessagesReader {

    private static final DataSize MAX_PAGE = DataSize.ofMegabytes(4);

    private final Prepared<StoredMessages> stored;
    private final Prepared<Moments> moments;
    private final Prepared<TierRegister> register;
    private final int partitions;
    private final Timer timer;

    MessagesReader(
            Prepared<StoredMessages> stored,
            Prepared<Moments> moments,
            Prepared<TierRegister> register,
            Topics topics,
            MeterRegistry meters) {
        this.stored = stored;
        this.moments = moments;
        this.register = register;
        this.partitions = topics.partitions();
        this.timer = meters.timer("posthorn.history.read", "use", "list");
    }

    /**
     * @param visible what may be shown
     * @throws RuntimeException Cassandra did not answer
     */
    MessagesPage read(Listing listing, Predicate<Message> visible) {
        Timer.Sample sample = Timer.start();
        MessagesPage page = MessagesPage.of(listing, rows(listing), visible, MAX_PAGE.toBytes());
        sample.stop(timer);
        return page;
    }

    /** Of fewer partitions of fewer tables, the narrower the filter. */
    private Iterator<Message> rows(Listing listing) {
        int partition = UserPartitioner.partition(listing.user(), partitions);
        Owner user = Owner.user(listing.user());
        List<Owner> owners = listing.filter().broadcasts() ? List.of(user, Owner.everyoneOn(partition)) : List.of(user);
        return stored.get().read(owners, span(listing, partition), listing.order(), tiers(listing.filter()));
    }

    private Span span(Listing listing, int partition) {
        Filter filter = listing.filter();
        return filter.from() == null && filter.to() == null
                ? listing.span()
                : listing.span().and(moments.get().span(partition, filter.from(), filter.to()));
    }

    private Predicate<Tier> tiers(Filter filter) {
        return filter.classes().isEmpty() ? any -> true : register.get().tiersOf(filter.classes())::contains;
    }
}
