// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.gateway.anonymous.AnonymousDevices;
import io.posthorn.gateway.session.CookieAuthentication;
import io.posthorn.gateway.token.TokenRenewal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Who somebody is: by a token, else by a session cookie, else, where that is allowed, nobody in particular. What comes first
 * decides: who presents a bad token is not let in by a good cookie.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String SESSION = "/session";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            Problems problems,
            HandshakeSettings settings,
            CookieAuthentication cookies,
            AnonymousDevices anonymous)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .cors(cors -> cors.configurationSource(pagesOfSessions(settings.allowedOrigins())))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HandshakeConfiguration.PATH, SESSION)
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
                .addFilterAfter(
                        otherwise(
                                List.of(HandshakeConfiguration.PATH, SESSION),
                                cookies::convert,
                                cookies::authenticate,
                                problems),
                        BearerTokenAuthenticationFilter.class)
                .addFilterAfter(new OriginFilter(settings.allowedOrigins(), problems), AuthenticationFilter.class)
                // Last of all: a page that may not ask takes no place of those who are nobody.
                .addFilterAfter(
                        otherwise(
                                List.of(HandshakeConfiguration.PATH),
                                anonymous::convert,
                                anonymous::authenticate,
                                problems),
                        OriginFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    /** A way to find out who it is, for requests of which nobody knows it yet. */
    private static AuthenticationFilter otherwise(
            List<String> paths, AuthenticationConverter presented, AuthenticationManager proof, Problems problems) {
        var filter = new AuthenticationFilter(proof, presented);
        filter.setRequestMatcher(request -> paths.contains(request.getServletPath())
                && SecurityContextHolder.getContext().getAuthentication() == null);
        filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
        filter.setSuccessHandler((request, response, authentication) -> {});
        filter.setFailureHandler(problems);
        return filter;
    }

    /** Pages of another origin that are allowed may use {@code /session}; what others ask is left to {@link OriginFilter}. */
    private static CorsConfigurationSource pagesOfSessions(List<String> allowedOrigins) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(allowedOrigins);
        allowed.setAllowedMethods(List.of("GET", "POST", "DELETE"));
        allowed.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION));
        allowed.setAllowCredentials(true);
        return request -> {
            boolean of = SESSION.equals(request.getServletPath())
                    && allowedOrigins.contains(request.getHeader(HttpHeaders.ORIGIN));
            return of ? allowed : null;
        };
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

        /** An {@code Authorization} of another kind is a proxy's business. */
        @Override
        public @Nullable String resolve(HttpServletRequest request) {
            String token = fromHeader.resolve(request);
            return token != null
                    ? token
                    : OfferedProtocols.of(request.getHeaders("Sec-WebSocket-Protocol"))
                            .token()
                            .map(TokenOfHandshake::present)
                            .orElse(null);
        }

        /** An empty one would be passed over for a cookie. */
        private static String present(String token) {
            if (token.isBlank()) {
                throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("empty"));
            }
            return token;
        }
    }
}
