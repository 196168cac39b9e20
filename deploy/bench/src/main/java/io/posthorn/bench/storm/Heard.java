// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.load.Latencies;

/**
 * What came of messages to the others.
 *
 * @param sent a message that Kafka did not take is one of them
 * @param times from the moment at which each was due to its arrival
 * @param late how long after that moment each was sent: part of those times
 */
record Heard(long sent, long received, Latencies times, Latencies late) {

    boolean isComplete() {
        return sent == received;
    }

    /** Milliseconds. */
    double p99() {
        return times.percentiles().p99();
    }
}
