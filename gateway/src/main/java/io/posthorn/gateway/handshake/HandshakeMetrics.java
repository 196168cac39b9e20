// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

final class HandshakeMetrics {

    private final MeterRegistry meters;

    HandshakeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param result {@code accepted}, or why not */
    void count(String result) {
        Counter.builder("posthorn.gateway.handshakes")
                .description("Handshakes by result")
                .tag("result", result)
                .register(meters)
                .increment();
    }
}
