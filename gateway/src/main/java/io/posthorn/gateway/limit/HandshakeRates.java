// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.posthorn.gateway.address.Address;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often hands are shaken: a bucket for the gateway, one for each address, and one for each user.
 *
 * <p>There are always the same number of buckets, and an address or a user has one by a hash, so that inventing them costs no
 * memory. Two may share one; which ones nobody can know from outside.
 */
final class HandshakeRates {

    private static final int BUCKETS = 1 << 16;
    private static final int BURST_SECONDS = 2;
    private static final long NANOS = 1_000_000_000;

    /** Of one address. A scrape costs as much as a tenth of its handshakes of a second. */
    private static final int SCRAPES = 10;

    private final Rate perAddress;
    private final Rate perUser;
    private final Rate inAll;
    private final int costOfScrape;
    private final LongSupplier nanos;
    private final long begin;
    private final long seed;
    private final AtomicLongArray addresses = new AtomicLongArray(BUCKETS);
    private final AtomicLongArray users = new AtomicLongArray(BUCKETS);
    private final AtomicLongArray all = new AtomicLongArray(1);

    /** @param nanos monotonic */
    HandshakeRates(LimitSettings settings, LongSupplier nanos) {
        this.perAddress = rate(settings.handshakesPerSecondPerAddress());
        this.perUser = rate(settings.handshakesPerSecondPerUser());
        this.inAll = rate(settings.handshakesPerSecond());
        this.costOfScrape = Math.max(1, settings.handshakesPerSecondPerAddress() / SCRAPES);
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
        this.seed = ThreadLocalRandom.current().nextLong();
    }

    private static Rate rate(int perSecond) {
        return Rate.of(perSecond, perSecond * BURST_SECONDS, NANOS);
    }

    /** @return the limit that this handshake is beyond; one beyond its address's does not count for the others */
    @Nullable
    Limit take(Address address) {
        long now = now();
        if (!take(addresses, bucketOf(address.key()), perAddress, now, 1)) {
            return Limit.HANDSHAKES_PER_ADDRESS;
        }
        return take(all, 0, inAll, now, 1) ? null : Limit.HANDSHAKES;
    }

    /** @return whether this handshake of the user may be */
    boolean take(String user) {
        return take(users, bucketOf(hash(user)), perUser, now(), 1);
    }

    /** Of what is no device's business, and costs more: it counts for its address only. @return whether it may be */
    boolean takeScrape(Address address) {
        return take(addresses, bucketOf(address.key()), perAddress, now(), costOfScrape);
    }

    private long now() {
        return nanos.getAsLong() - begin;
    }

    private static boolean take(AtomicLongArray buckets, int index, Rate rate, long now, int count) {
        while (true) {
            long before = buckets.get(index);
            long after = rate.take(before, now, count);
            if (after == Rate.REFUSED) {
                return false;
            }
            if (buckets.compareAndSet(index, before, after)) {
                return true;
            }
        }
    }

    private int bucketOf(long key) {
        long mixed = (key ^ seed) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (mixed >>> 48);
    }

    /** With the seed, as whoever chooses a name must not choose whose bucket is emptied. */
    private long hash(String user) {
        long hash = seed;
        for (int i = 0; i < user.length(); i++) {
            hash = (hash ^ user.charAt(i)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
