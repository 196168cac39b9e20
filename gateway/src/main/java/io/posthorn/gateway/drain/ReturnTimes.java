// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import java.util.random.RandomGenerator;

/**
 * When each device comes back: places on a time line, each given once, a quarter further apart than the rate wants. Devices are
 * late by this and that, and must not come faster than the rate for it.
 *
 * <p>Places are given out in blocks. The one that is due next is drawn from its block, so that nobody's time follows from
 * their neighbour's; a block's places all lie behind the time when it is closed at the rate.
 */
final class ReturnTimes {

    private static final long SPACED_SECOND_MILLIS = 1_250;

    private final int rate;
    private final int[] block;
    private final RandomGenerator random;
    private int given;

    /**
     * @param rate that is not passed, per second
     * @param spreadMillis length of a block
     * @param connections more places are not needed
     */
    ReturnTimes(int rate, long spreadMillis, int connections, RandomGenerator random) {
        this.rate = rate;
        this.block = new int[(int) Math.max(1, Math.min(connections, rate * spreadMillis / 1_000))];
        this.random = random;
        for (int i = 0; i < block.length; i++) {
            block[i] = i;
        }
    }

    /** @return in how many milliseconds the next one comes back, so long after the beginning */
    int next(long elapsedMillis) {
        int place = given % block.length;
        swap(place, random.nextInt(place, block.length));
        long first = given - place + (long) block.length;
        given++;
        return (int) Math.max(0, (first + block[place]) * SPACED_SECOND_MILLIS / rate - elapsedMillis);
    }

    private void swap(int a, int b) {
        int kept = block[a];
        block[a] = block[b];
        block[b] = kept;
    }
}
