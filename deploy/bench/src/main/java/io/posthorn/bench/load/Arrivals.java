// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what arrives against what was sent: each message once on each device of its user, in the order of its numbers.
 * Any thread may count; one device is counted by one thread at a time.
 */
public final class Arrivals {

    private final int devicesPerUser;
    private final AtomicIntegerArray times;
    private final AtomicIntegerArray lastOfDevice;
    private final CountDownLatch outstanding;
    private final LongAdder repeated = new LongAdder();
    private final LongAdder disordered = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    public Arrivals(int messages, int users, int devicesPerUser) {
        this.devicesPerUser = devicesPerUser;
        this.times = new AtomicIntegerArray(Math.multiplyExact(messages, devicesPerUser));
        this.lastOfDevice = new AtomicIntegerArray(Math.multiplyExact(users, devicesPerUser));
        this.outstanding = new CountDownLatch(times.length());
    }

    /**
     * @param device of the user, from 0
     * @return whether it is the first time
     */
    public boolean arrived(int message, int user, int device) {
        if (message < 0 || message >= times.length() / devicesPerUser) {
            unknown.increment();
            return false;
        }
        if (times.getAndIncrement(message * devicesPerUser + device) > 0) {
            repeated.increment();
            return false;
        }
        int place = user * devicesPerUser + device;
        if (lastOfDevice.get(place) > message) {
            disordered.increment();
        } else {
            lastOfDevice.set(place, message);
        }
        outstanding.countDown();
        return true;
    }

    /** It was not accepted, so nobody waits for it. */
    public void notSent(int message) {
        unsent.increment();
        for (int device = 0; device < devicesPerUser; device++) {
            times.incrementAndGet(message * devicesPerUser + device);
            outstanding.countDown();
        }
    }

    /** Returns when all has arrived, or nothing more has for so long. */
    public void awaitAll(Duration patience) throws InterruptedException {
        long before;
        do {
            before = outstanding.getCount();
        } while (!outstanding.await(patience.toMillis(), TimeUnit.MILLISECONDS) && outstanding.getCount() < before);
    }

    public Count count() {
        long missing = outstanding.getCount();
        long expected = times.length() - unsent.sum() * devicesPerUser;
        return new Count(
                expected, expected - missing, missing, repeated.sum(), disordered.sum(), unsent.sum(), unknown.sum());
    }

    /**
     * @param unsent messages that Kafka did not take
     * @param unknown that this run did not send
     */
    public record Count(
            long expected, long received, long missing, long repeated, long disordered, long unsent, long unknown) {

        public boolean isRight() {
            return missing + repeated + disordered + unsent + unknown == 0;
        }
    }
}
