// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import io.posthorn.contracts.wire.Limits;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Every request but those of probes, and for the description of the API, needs a token; which user's messages it opens is decided in {@link Viewer}. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain filters(HttpSecurity http, ObjectProvider<JwtDecoder> decoder) {
        if (decoder.getIfAvailable() == null) {
            throw new IllegalStateException(
                    "No issuer of tokens is configured: set spring.security.oauth2.resourceserver.jwt.jwk-set-uri and"
                            + " issuer-uri");
        }
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                "/actuator/health/**", "/actuator/prometheus", "/actuator/info", "/v3/api-docs/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(entryPoint())
                        .accessDeniedHandler(deniedHandler()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(entryPoint()).accessDeniedHandler(deniedHandler()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static AuthenticationEntryPoint entryPoint() {
        return (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            ProblemWriter.write(
                    response,
                    ProblemType.UNAUTHENTICATED,
                    "Send a token in the header Authorization: Bearer …, of the right issuer and audience, not expired.");
        };
    }

    private static AccessDeniedHandler deniedHandler() {
        return (request, response, failure) ->
                ProblemWriter.write(response, ProblemType.FORBIDDEN, "The token has not the scope that this needs.");
    }

    /** By default a token without an end is taken. */
    @Bean
    OAuth2TokenValidator<Jwt> expiryIsNeeded() {
        JwtTimestampValidator validator = new JwtTimestampValidator();
        validator.setAllowEmptyExpiryClaim(false);
        return validator;
    }

    @Bean
    OAuth2TokenValidator<Jwt> subjectIsUser() {
        return new JwtClaimValidator<String>("sub", subject -> subject != null && Limits.isId(subject));
    }
}
