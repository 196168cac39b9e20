// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** @param next empty: there are no more */
record AuditReadsPage(List<AuditRead> reads, Optional<AuditReadsToken> next) {

    /** A page of few matches ends early, so that no request reads the whole log. */
    static final int MOST_LOOKED_AT = 20_000;

    /** @param found of the days that this page is of */
    static AuditReadsPage of(AuditReadsQuery query, Iterator<AuditRead> found) {
        List<AuditRead> reads = new ArrayList<>();
        Optional<AuditReadsToken> reached = query.after();
        int lookedAt = 0;
        while (found.hasNext()) {
            if (reads.size() == query.limit() || lookedAt == MOST_LOOKED_AT) {
                return new AuditReadsPage(List.copyOf(reads), reached);
            }
            AuditRead each = found.next();
            if (!query.isAhead(each)) {
                continue;
            }
            lookedAt++;
            reached = Optional.of(AuditReadsToken.of(each));
            if (query.asksFor(each)) {
                reads.add(each);
            }
        }
        return new AuditReadsPage(List.copyOf(reads), query.behindDays());
    }
}
