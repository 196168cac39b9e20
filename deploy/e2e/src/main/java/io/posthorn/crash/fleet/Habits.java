// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How one device behaves all the time.
 *
 * @param moves whether it comes and goes by choice
 * @param ackEvery zero: each frame as soon as it is there
 * @param window empty: the gateway's
 */
public record Habits(boolean moves, Duration ackEvery, Optional<Integer> window) {

    /** Always online, acknowledges at once. */
    public static final Habits STEADY = new Habits(false, Duration.ZERO, Optional.empty());

    private static final int SMALLEST_WINDOW = 8;
    private static final int LARGEST_WINDOW = 64;
    private static final int LATEST_ACK = 3_000;

    static Habits draw(RandomGenerator random) {
        boolean late = random.nextInt(100) < 30;
        boolean narrow = random.nextInt(100) < 30;
        return new Habits(
                true,
                late ? Duration.ofMillis(random.nextInt(200, LATEST_ACK)) : Duration.ZERO,
                narrow ? Optional.of(random.nextInt(SMALLEST_WINDOW, LARGEST_WINDOW)) : Optional.empty());
    }
}
