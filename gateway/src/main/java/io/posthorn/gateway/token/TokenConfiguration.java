// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import io.posthorn.gateway.deadline.MonotonicClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.client.RestTemplate;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    private static final Duration ISSUER_TIMEOUT = Duration.ofSeconds(2);
    private static final int THREADS = 2;
    private static final int WAITING = 1_000;

    @Bean
    InstantSource wallClock() {
        return InstantSource.system();
    }

    @Bean
    BearerRule bearerRule(InstantSource wallClock, TokenSettings settings) {
        return new BearerRule(wallClock, settings.longestLife());
    }

    @Bean
    StandingRule standingRule(Standing standing) {
        return new StandingRule(standing);
    }

    /** An issuer that hangs must not hold the threads that shake hands. */
    @Bean
    RestTemplate issuer(MonotonicClock clock, TokenSettings settings) {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(ISSUER_TIMEOUT);
        requests.setReadTimeout(ISSUER_TIMEOUT);
        var issuer = new RestTemplate(requests);
        issuer.getInterceptors().add(new IssuerAnswers(clock, settings.issuerAway()));
        return issuer;
    }

    /** The algorithms too, which Spring Boot leaves to the issuer's keys where these are found by the issuer's address. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer issuerKeys(RestTemplate issuer, OAuth2ResourceServerProperties properties) {
        List<SignatureAlgorithm> algorithms = properties.getJwt().getJwsAlgorithms().stream()
                .map(TokenConfiguration::asymmetric)
                .toList();
        return decoder -> decoder.restOperations(issuer).jwsAlgorithms(allowed -> allowed.addAll(algorithms));
    }

    private static SignatureAlgorithm asymmetric(String name) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
        if (algorithm == null) {
            throw new IllegalArgumentException("spring.security.oauth2.resourceserver.jwt.jws-algorithms has " + name
                    + ", allowed: " + List.of(SignatureAlgorithm.values()));
        }
        return algorithm;
    }

    /** Handshakes and {@code auth} frames see the same. */
    @Bean
    static BeanPostProcessor patientDecoder() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder ? new PatientDecoder(decoder) : bean;
            }
        };
    }

    @Bean(destroyMethod = "shutdownNow")
    ThreadPoolExecutor tokenThreads() {
        var threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "posthorn-tokens");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Bean
    TokenRenewal tokenRenewal(JwtDecoder decoder, ThreadPoolExecutor tokenThreads) {
        return new TokenRenewal(decoder, tokenThreads);
    }
}
