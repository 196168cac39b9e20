// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often each limit was run into. */
public final class LimitMetrics {

    private final Map<Limit, Counter> exceeded;

    public LimitMetrics(MeterRegistry meters) {
        exceeded = Arrays.stream(Limit.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        limit -> Counter.builder("posthorn.gateway.limits.exceeded")
                                .description("Clients that were refused or sent away by limits")
                                .tag("limit", limit.title())
                                .register(meters)));
    }

    public void exceeded(Limit limit) {
        Counter counter = exceeded.get(limit);
        if (counter != null) {
            counter.increment();
        }
    }
}
