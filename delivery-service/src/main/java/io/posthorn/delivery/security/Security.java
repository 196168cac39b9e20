// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.security;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** A token on every request but those for health and metrics; what is refused is told as a problem detail. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class Security {

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();
    private final JsonMapper json;

    Security(JsonMapper json) {
        this.json = json;
    }

    @Bean
    SecurityFilterChain filters(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/actuator/health/**", "/actuator/prometheus")
                                .permitAll()
                                .requestMatchers("/v1/notifications")
                                .hasAuthority("SCOPE_publish")
                                .requestMatchers("/v1/groups/**")
                                .hasAuthority("SCOPE_admin")
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint((request, response, failure) -> {
                            challenge.commence(request, response, failure);
                            problem(response, HttpStatus.UNAUTHORIZED, "A valid bearer token is needed");
                        })
                        .accessDeniedHandler((request, response, failure) -> {
                            denial.handle(request, response, failure);
                            problem(response, HttpStatus.FORBIDDEN, "The token does not allow this");
                        }))
                .build();
    }

    private void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, detail));
    }
}
