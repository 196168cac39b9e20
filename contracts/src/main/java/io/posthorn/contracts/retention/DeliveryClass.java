// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How notifications of one class are treated.
 *
 * @param retention how long history keeps them; zero: never stored, absent: without end
 * @param offline how long one waits for a device, counted from its append; absent: as long as it is kept
 * @param receipts which receipts are written
 * @param critical never collapsed, dropped by a bound or counted away
 */
public record DeliveryClass(
        String name,
        @Nullable Duration retention,
        @Nullable Duration offline,
        ReceiptLevel receipts,
        boolean critical) {

    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    public DeliveryClass {
        receipts = Objects.requireNonNullElse(receipts, ReceiptLevel.ALL);
        // A configuration that leaves it out gives null, whatever is declared.
        require(
                name != null && name.matches("[a-z][a-z0-9-]{0,31}"),
                name,
                "name",
                name,
                "a to z, 0 to 9 and -, at most 32");
        require(retention == null || !retention.isNegative(), name, "retention", retention, "0 or more");
        require(offline == null || offline.compareTo(Duration.ZERO) > 0, name, "offline", offline, "more than 0");
        require(
                retention == null || offline == null || offline.compareTo(retention) <= 0,
                name,
                "offline",
                offline,
                "at most the retention");
        require(
                !critical || retention == null || !retention.isZero(),
                name,
                "critical",
                critical,
                "a class that is stored");
    }

    private static void require(
            boolean holds, @Nullable String name, String what, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("class %s: %s is %s, allowed: %s".formatted(name, what, value, rule));
        }
    }

    /** Never stored: goes only to who is connected. */
    public boolean isTransient() {
        return retention != null && retention.isZero();
    }

    /**
     * When a notification appended then is no longer waiting; {@link Instant#MAX} if it waits without end, or longer than
     * milliseconds since the epoch can say.
     */
    public Instant expiry(Instant appended, @Nullable Duration ttl) {
        Duration wait = offline == null ? retention : offline;
        if (ttl != null && (wait == null || ttl.compareTo(wait) < 0)) {
            wait = ttl;
        }
        return wait == null || wait.compareTo(Duration.between(appended, LAST)) >= 0
                ? Instant.MAX
                : appended.plus(wait);
    }
}
