// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import io.posthorn.gateway.audit.AuditLog;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.deadline.MonotonicClock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

@Configuration(proxyBeanMethods = false)
class DrainConfiguration {

    private static final String PATH = "/actuator/drain";

    @Bean
    Drain drain(
            DrainSettings settings, Connections connections, MonotonicClock clock, ApplicationEventPublisher events) {
        return new Drain(settings, connections, clock, events);
    }

    @Bean
    DrainEndpoint drainEndpoint(Drain drain, Connections connections, AuditLog audit) {
        return new DrainEndpoint(drain, connections, audit);
    }

    @Bean
    @Order(1)
    SecurityFilterChain drainSecurity(
            HttpSecurity http, AuthenticationEntryPoint unknown, AccessDeniedHandler forbidden) throws Exception {
        return http.securityMatcher(PATH)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_admin"))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .bearerTokenResolver(new DefaultBearerTokenResolver())
                        .authenticationEntryPoint(unknown)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(unknown).accessDeniedHandler(forbidden))
                .build();
    }
}
