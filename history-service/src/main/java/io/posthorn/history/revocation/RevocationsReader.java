// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Order;
import io.posthorn.history.tier.Months;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Reads what was revoked of a user, and of everyone, month after month. */
final class RevocationsReader {

    private final Prepared<SelectRevocations> select;
    private final Duration retention;

    RevocationsReader(Prepared<SelectRevocations> select, Duration retention) {
        this.select = select;
        this.retention = retention;
    }

    /** @return one more than the limit if there are more */
    List<Revoked> read(String user, Revoked.Mark beyond, Order order, int limit, Instant now) {
        List<Revoked> found = new ArrayList<>();
        for (int month : months(beyond, order, now)) {
            if (found.size() <= limit) {
                found.addAll(month(user, month, beyond, order, limit + 1));
            }
        }
        return found.subList(0, Math.min(found.size(), limit + 1));
    }

    /** In the order of reading. */
    private List<Integer> months(Revoked.Mark beyond, Order order, Instant now) {
        Instant oldest = now.minus(retention);
        if (order == Order.NEWEST_FIRST) {
            return Months.between(oldest, beyond.at().isBefore(now) ? beyond.at() : now);
        }
        List<Integer> months = new ArrayList<>(Months.between(beyond.at().isAfter(oldest) ? beyond.at() : oldest, now));
        Collections.reverse(months);
        return months;
    }

    private List<Revoked> month(String user, int month, Revoked.Mark beyond, Order order, int most) {
        return Stream.of(user, RevocationFact.EVERYONE)
                .flatMap(whose -> select.get().execute(whose, month, beyond, order, most).stream())
                .sorted(Revoked.in(order))
                .toList();
    }
}
