// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.posthorn.gateway.address.Address;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often hands are shaken: a bucket for the gateway, and one for each address.
 *
 * <p>There are always the same number of buckets, and an address has one by its hash, so that inventing addresses costs no
 * memory. Two addresses may share one; which ones nobody can know from outside.
 */
final class HandshakeRates {

    private static final int BUCKETS = 1 << 16;
    private static final int BURST_SECONDS = 2;
    private static final long NANOS = 1_000_000_000;

    private final Rate perAddress;
    private final Rate inAll;
    private final LongSupplier nanos;
    private final long begin;
    private final long seed;
    private final AtomicLongArray addresses = new AtomicLongArray(BUCKETS);
    private final AtomicLongArray all = new AtomicLongArray(1);

    /** @param nanos monotonic */
    HandshakeRates(LimitSettings settings, LongSupplier nanos) {
        this.perAddress = rate(settings.handshakesPerSecondPerAddress());
        this.inAll = rate(settings.handshakesPerSecond());
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
        long now = nanos.getAsLong() - begin;
        if (!take(addresses, bucketOf(address), perAddress, now)) {
            return Limit.HANDSHAKES_PER_ADDRESS;
        }
        return take(all, 0, inAll, now) ? null : Limit.HANDSHAKES;
    }

    private static boolean take(AtomicLongArray buckets, int index, Rate rate, long now) {
        while (true) {
            long before = buckets.get(index);
            long after = rate.take(before, now);
            if (after == Rate.REFUSED) {
                return false;
            }
            if (buckets.compareAndSet(index, before, after)) {
                return true;
            }
        }
    }

    private int bucketOf(Address address) {
        long mixed = (address.key() ^ seed) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (mixed >>> 48);
    }
}
