// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.command.GatewayJvm;
import io.posthorn.bench.command.Rule;

/**
 * What is measured.
 *
 * @param devices that connect, each of a user of its own
 * @param rate in a second
 */
record StormPlan(int devices, int rate, Others others, GatewayJvm gateways) {

    private static final int MOST_DEVICES = 18_000;
    private static final int MOST_OTHERS = 1_000;
    private static final int WARM_UP = 1_000;

    /**
     * Those who were there before.
     *
     * @param users each with a device
     * @param rate of messages to them all, in a second
     * @param warmupSeconds of that load, which do not count
     * @param quietSeconds of it before the storm
     */
    record Others(int users, int rate, int warmupSeconds, int quietSeconds) {
        Others {
            Rule.between(1, MOST_OTHERS, "--others", users);
            Rule.atLeast(1, "--message-rate", rate);
            Rule.atLeast(0, "--warmup", warmupSeconds);
            Rule.atLeast(1, "--quiet", quietSeconds);
        }

        /** One after the other. */
        String userOf(int message) {
            return "other-" + (message % users + 1);
        }
    }

    StormPlan {
        Rule.between(1, MOST_DEVICES, "--devices", devices);
        Rule.atLeast(1, "--rate", rate);
    }

    /** They come and go before the measurement. */
    int warmUp() {
        return Math.min(devices, WARM_UP);
    }
}
