// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.gateway.token.TokenRenewal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, Problems problems) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HandshakeConfiguration.PATH)
                        .hasAuthority(TokenRenewal.DEVICE_AUTHORITY)
                        .requestMatchers("/actuator/health/**", "/actuator/prometheus")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .bearerTokenResolver(new TokenOfHandshake())
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(whenTheIssuerIsAway(problems)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    /** Spring would answer 500. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> whenTheIssuerIsAway(Problems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(problems);
                return filter;
            }
        };
    }

    private static final class TokenOfHandshake implements BearerTokenResolver {

        private final BearerTokenResolver fromHeader = new DefaultBearerTokenResolver();

        @Override
        public @Nullable String resolve(HttpServletRequest request) {
            return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                    ? fromHeader.resolve(request)
                    : OfferedProtocols.of(request.getHeaders("Sec-WebSocket-Protocol"))
                            .token()
                            .orElse(null);
        }
    }
}
