// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.command.Rule;
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
            Rule.atLeast(1, "--rate", rate);
            Rule.atLeast(0, "--warmup", warmupSeconds);
            Rule.atLeast(1, "--seconds", seconds);
        }
    }

    /** @param devices of each user */
    record Audience(int users, int devices, Subprotocol subprotocol) {
        Audience {
            Rule.atLeast(1, "--users", users);
            Rule.between(1, 16, "--devices", devices);
        }
    }

    /** @param bytes of the body */
    record Content(String className, int bytes) {
        Content {
            Rule.between(0, Limits.CONTENT_BYTES, "--bytes", bytes);
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
