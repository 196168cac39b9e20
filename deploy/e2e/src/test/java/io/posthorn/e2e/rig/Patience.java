// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long a test waits for what must happen: far longer than it takes, since the machine may be busy. */
public final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Patience() {}

    /** @param what completes the sentence "It did not happen that" */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(BETWEEN);
    }
}
