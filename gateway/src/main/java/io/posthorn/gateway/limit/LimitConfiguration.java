// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    LimitMetrics limitMetrics(MeterRegistry meters) {
        return new LimitMetrics(meters);
    }

    @Bean
    Gatekeeper gatekeeper(LimitSettings settings, Occupancy occupancy) {
        return new Gatekeeper(new HandshakeRates(settings, System::nanoTime), occupancy, settings);
    }

    @Bean
    Occupancy occupancy(LimitSettings settings, MeterRegistry meters) {
        var occupancy = new Occupancy(settings);
        Gauge.builder("posthorn.gateway.users", occupancy, Occupancy::users)
                .description("Users with a connection here")
                .register(meters);
        Gauge.builder("posthorn.gateway.addresses", occupancy, Occupancy::addresses)
                .description("Addresses with a connection here; of IPv6, networks of 64 bits")
                .register(meters);
        return occupancy;
    }
}
