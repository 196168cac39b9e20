// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.gateway.limit.Limit;
import io.posthorn.gateway.limit.LimitMetrics;
import io.posthorn.gateway.stream.Verdict;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What all connections count together. */
final class ConnectionMetrics {

    private final MeterRegistry meters;
    private final LimitMetrics limits;
    private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
    private final Counter foreign;
    private final Counter errors;

    ConnectionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.limits = new LimitMetrics(meters);
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(
                    verdict,
                    Counter.builder("posthorn.gateway.stream.frames")
                            .description("Frames of streams by what became of them")
                            .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        foreign = Counter.builder("posthorn.gateway.stream.foreign")
                .description("Frames for another user than the connection's, dropped")
                .register(meters);
        errors = Counter.builder("posthorn.gateway.client.errors")
                .description("Faulty frames from devices")
                .register(meters);
    }

    void judged(Verdict verdict) {
        verdicts.getOrDefault(verdict, foreign).increment();
    }

    void foreign() {
        foreign.increment();
    }

    void clientError() {
        errors.increment();
    }

    void exceeded(Limit limit) {
        limits.exceeded(limit);
    }

    void ended(String code, DisconnectCause cause) {
        Counter.builder("posthorn.gateway.closes")
                .description("Ended connections by close code and cause")
                .tag("code", code)
                .tag(
                        "cause",
                        cause.name().substring("DISCONNECT_CAUSE_".length()).toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }
}
