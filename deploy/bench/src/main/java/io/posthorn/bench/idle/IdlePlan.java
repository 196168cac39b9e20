// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import io.posthorn.bench.command.GatewayJvm;
import io.posthorn.bench.command.Rule;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param connections on all gateways together
 * @param devicesPerUser that are connected
 * @param addresses from which the devices of each gateway come
 * @param broadcasts to all of them, one after the other
 */
record IdlePlan(int connections, int devicesPerUser, int addresses, Times times, int broadcasts, GatewayJvm gateways) {

    /** What a process may open here, less what a gateway needs for itself. */
    static final int MOST_ON_A_GATEWAY = 19_400;

    private static final int WARM_UP = 10_000;

    /**
     * In seconds.
     *
     * @param pause after those that came and went before the measurement
     * @param empty without a connection
     * @param settle after the last one came in, before anything is measured
     * @param idle with all
     */
    record Times(int pause, int empty, int settle, int idle) {
        Times {
            Rule.atLeast(0, "--pause", pause);
            Rule.atLeast(1, "--empty", empty);
            Rule.atLeast(0, "--settle", settle);
            Rule.atLeast(1, "--seconds", idle);
        }
    }

    IdlePlan {
        Rule.between(1, MOST_ON_A_GATEWAY * gateways.instances(), "--connections", connections);
        Rule.between(1, 16, "--devices-per-user", devicesPerUser);
        Rule.between(1, 250, "--addresses", addresses);
        Rule.between(0, 20, "--broadcasts", broadcasts);
    }

    /** They come and go before: classes are loaded, code is compiled, pools are full. */
    int warmUp() {
        return Math.min(connections, WARM_UP);
    }

    Duration pause() {
        return Duration.ofSeconds(times.pause);
    }

    Duration empty() {
        return Duration.ofSeconds(times.empty);
    }

    Duration settle() {
        return Duration.ofSeconds(times.settle);
    }

    Duration idle() {
        return Duration.ofSeconds(times.idle);
    }
}
