// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import java.util.Optional;

/** How long delivery may pause under a fault. */
final class Aim {

    private static final long GATEWAY = 15_000;
    private static final long DELIVERY = 12_000;
    /** No pause: what a busy machine does to a message that nothing stands in the way of. */
    private static final long NONE = 1_000;

    private Aim() {}

    /**
     * Milliseconds; empty where none was set.
     *
     * @param undisturbed the longest pause without any fault
     */
    static Optional<Long> of(String kind, long undisturbed) {
        return switch (kind) {
            case "kill gateway" -> Optional.of(GATEWAY);
            case "kill delivery" -> Optional.of(DELIVERY);
            case "kill history", "kill cassandra" -> Optional.of(Math.max(NONE, undisturbed));
            default -> Optional.empty();
        };
    }
}
