// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import io.posthorn.gateway.deadline.MonotonicClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Stands between us and the issuer: asks it seldom, however many forged tokens come, and goes by its last keys for a while when
 * it does not answer.
 */
final class IssuerAnswers implements ClientHttpRequestInterceptor {

    private static final Logger log = LoggerFactory.getLogger(IssuerAnswers.class);

    private record Content(HttpStatusCode status, HttpHeaders headers, byte[] body) {

        boolean isOfUse() {
            return status.value() == HttpStatus.OK.value();
        }
    }

    private final MonotonicClock clock;
    private final Duration trusted;
    private final Map<URI, IssuerAnswer<Content>> last = new HashMap<>();

    /** @param trusted how long an answer counts while there is no newer one */
    IssuerAnswers(MonotonicClock clock, Duration trusted) {
        this.clock = clock;
        this.trusted = trusted;
    }

    /** One at a time: who waits for another's question has its answer then. */
    @Override
    public synchronized ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
        URI uri = request.getURI();
        IssuerAnswer<Content> known = last.get(uri);
        if (known == null || known.mayBeAsked(clock.millis())) {
            return ask(known, request, body, execution);
        }
        Content content = known.counting(clock.millis(), trusted);
        if (content == null) {
            throw new IOException(uri + " did not answer a moment ago");
        }
        return new Again(content);
    }

    private ClientHttpResponse ask(
            @Nullable IssuerAnswer<Content> known,
            HttpRequest request,
            byte[] body,
            ClientHttpRequestExecution execution)
            throws IOException {
        URI uri = request.getURI();
        try (ClientHttpResponse response = execution.execute(request, body)) {
            Content said = new Content(
                    response.getStatusCode(),
                    new HttpHeaders(response.getHeaders()),
                    response.getBody().readAllBytes());
            if (said.isOfUse()) {
                last.put(uri, IssuerAnswer.said(said, clock.millis()));
                return new Again(said);
            }
            Content earlier = goOn(known, uri, said.status().toString());
            return new Again(earlier == null ? said : earlier);
        } catch (IOException e) {
            Content earlier = goOn(known, uri, e.toString());
            if (earlier == null) {
                throw e;
            }
            return new Again(earlier);
        }
    }

    /** Absent: nothing that it ever said counts. */
    private @Nullable Content goOn(@Nullable IssuerAnswer<Content> known, URI uri, String why) {
        long now = clock.millis();
        IssuerAnswer<Content> silent = known == null ? IssuerAnswer.nothing(now) : known.silent(now);
        last.put(uri, silent);
        Content content = silent.counting(now, trusted);
        if (content != null) {
            log.warn("{}: {}. What it said {} ms ago still counts.", uri, why, now - silent.saidAt());
        }
        return content;
    }

    /** What was said, once more. */
    private static final class Again implements ClientHttpResponse {

        private final Content content;

        Again(Content content) {
            this.content = content;
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return content.status();
        }

        @Override
        public String getStatusText() {
            return content.status().toString();
        }

        @Override
        public HttpHeaders getHeaders() {
            return content.headers();
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(content.body());
        }

        @Override
        public void close() {}
    }
}
