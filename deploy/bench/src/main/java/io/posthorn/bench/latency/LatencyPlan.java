// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.contracts.wire.Limits;
import io.posthorn.contracts.wire.Subprotocol;

/**
 * What is measured.
 *
 * @param load what is offered
 * @param audience who receives it
 * @param content of each notification
 */
record LatencyPlan(Load load, Audience audience, Content content) {

    /** @param rate notifications in a second */
    record Load(int rate, int warmupSeconds, int seconds) {
        Load {
            require(rate >= 1, "--rate", rate, "1 or more");
            require(warmupSeconds >= 0, "--warmup", warmupSeconds, "0 or more");
            require(seconds >= 1, "--seconds", seconds, "1 or more");
        }
    }

    /** @param devices of each user */
    record Audience(int users, int devices, Subprotocol subprotocol) {
        Audience {
            require(users >= 1, "--users", users, "1 or more");
            require(devices >= 1 && devices <= 16, "--devices", devices, "1 to 16");
        }
    }

    /** @param bytes of the body */
    record Content(String className, int bytes) {
        Content {
            require(bytes >= 0 && bytes <= Limits.CONTENT_BYTES, "--bytes", bytes, "0 to " + Limits.CONTENT_BYTES);
        }
    }

    private static void require(boolean holds, String option, int value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", allowed: " + rule);
        }
    }

    /** Of the warm-up and of the measurement. */
    int messages() {
        return Math.multiplyExact(load.rate, Math.addExact(load.warmupSeconds, load.seconds));
    }

    /** The number of the first message that is measured. */
    int firstMeasured() {
        return load.rate * load.warmupSeconds;
    }

    /** One user after the other. */
    int userOf(int message) {
        return message % audience.users;
    }

    /** Arrivals on devices that are measured. */
    long measuredArrivals() {
        return (long) load.rate * load.seconds * audience.devices;
    }
}
