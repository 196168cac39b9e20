// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.LazyMerge;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The log of reads, in order of time. */
final class AuditReads {

    private final Prepared<SelectAuditReads> select;

    AuditReads(Prepared<SelectAuditReads> select) {
        this.select = select;
    }

    AuditReadsPage read(AuditReadsQuery query) {
        return AuditReadsPage.of(query, found(query));
    }

    /** One day after the other, as far as it is read. */
    private Iterator<AuditRead> found(AuditReadsQuery query) {
        Iterator<LocalDate> days = query.days().iterator();
        return new Iterator<>() {
            private Iterator<AuditRead> day = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!day.hasNext() && days.hasNext()) {
                    day = ofDay(query, days.next());
                }
                return day.hasNext();
            }

            @Override
            public AuditRead next() {
                hasNext();
                return day.next();
            }
        };
    }

    private Iterator<AuditRead> ofDay(AuditReadsQuery query, LocalDate day) {
        SelectAuditReads ready = select.get();
        Comparator<AuditRead> ascending = Comparator.comparing(AuditReadsToken::of, AuditReadsToken.ORDER);
        List<Shard> shards = IntStream.range(0, AuditRead.SHARDS)
                .mapToObj(shard -> new Shard(ready, query, day, shard))
                .toList();
        return new LazyMerge<>(shards, query.order().directed(ascending));
    }

    private record Shard(SelectAuditReads select, AuditReadsQuery query, LocalDate day, int shard)
            implements LazyMerge.Source<AuditRead> {

        @Override
        public boolean mayPrecede(AuditRead candidate) {
            return true;
        }

        @Override
        public Iterator<AuditRead> open() {
            return select.execute(day, shard, query.first(), query.last(), query.order());
        }
    }
}
