// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
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
    JwkSetUriJwtDecoderBuilderCustomizer issuerTimeout() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(ISSUER_TIMEOUT);
        requests.setReadTimeout(ISSUER_TIMEOUT);
        return decoder -> decoder.restOperations(new RestTemplate(requests));
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
