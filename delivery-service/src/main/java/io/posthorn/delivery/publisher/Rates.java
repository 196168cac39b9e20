// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import io.posthorn.delivery.publisher.TokenBucket.Taken;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The rate of each publisher, as this instance sees it. Those that published last are remembered; one that was forgotten
 * begins with a full bucket.
 */
final class Rates {

    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> buckets;

    Rates(int most, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
                return size() > most;
            }
        };
    }

    /** @return how long the publisher must wait; zero: it need not */
    synchronized Duration take(String subject, double rate) {
        long now = nanoTime.getAsLong();
        TokenBucket bucket = buckets.get(subject);
        Taken taken = (bucket == null ? TokenBucket.full(rate, now) : bucket).take(rate, now);
        buckets.put(subject, taken.left());
        return taken.pause();
    }

    synchronized int remembered() {
        return buckets.size();
    }
}
