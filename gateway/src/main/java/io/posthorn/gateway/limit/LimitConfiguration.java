// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.address.TrustedProxies;
import io.posthorn.gateway.event.ConnectionEvents;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /** Which is the very first, to see every decision. */
    private static final int AFTER_THE_AUDIT = Ordered.HIGHEST_PRECEDENCE + 1;

    @Bean
    LimitMetrics limitMetrics(MeterRegistry meters) {
        return new LimitMetrics(meters);
    }

    /** Before anything else that reads of a request. */
    @Bean
    FilterRegistrationBean<Turnstile> turnstile(
            TrustedProxies proxies, Gatekeeper gatekeeper, LimitMetrics metrics, JsonMapper json) {
        var registration =
                new FilterRegistrationBean<>(new Turnstile(proxies, gatekeeper, new Scrapes(), metrics, json));
        registration.setOrder(AFTER_THE_AUDIT);
        return registration;
    }

    @Bean
    Gatekeeper gatekeeper(LimitSettings settings, Occupancy occupancy, ConnectionEvents events) {
        return new Gatekeeper(new HandshakeRates(settings, System::nanoTime), occupancy, events::isBehind, settings);
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
