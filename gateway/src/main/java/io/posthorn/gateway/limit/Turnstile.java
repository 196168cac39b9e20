// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.posthorn.gateway.address.Address;
import io.posthorn.gateway.address.TrustedProxies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a few clients from holding all threads, on which the sockets live as well. A thread waits for what a client sends and
 * takes, so no request has a body, and of the answers that do not fit into a buffer only a few are written at once.
 */
final class Turnstile extends OncePerRequestFilter {

    private static final String OPERATORS = "/actuator/";
    private static final List<String> PROBES = List.of("/actuator/health", "/actuator/health/");

    private final TrustedProxies proxies;
    private final Gatekeeper gatekeeper;
    private final Scrapes scrapes;
    private final LimitMetrics metrics;
    private final JsonMapper json;

    Turnstile(TrustedProxies proxies, Gatekeeper gatekeeper, Scrapes scrapes, LimitMetrics metrics, JsonMapper json) {
        this.proxies = proxies;
        this.gatekeeper = gatekeeper;
        this.scrapes = scrapes;
        this.metrics = metrics;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasBody(request)) {
            refuse(response, Limit.BODY);
        } else if (isScrape(request.getServletPath())) {
            scrape(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** Probes must get through whatever happens; their answers are small. */
    private static boolean isScrape(String path) {
        return path.startsWith(OPERATORS) && !path.equals(PROBES.get(0)) && !path.startsWith(PROBES.get(1));
    }

    private void scrape(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Address client = clientOf(request);
        Limit limit = gatekeeper.refusalOfScrape(client);
        if (limit != null || !scrapes.enter(client)) {
            refuse(response, Limit.SCRAPES);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            scrapes.leave(client);
        }
    }

    private Address clientOf(HttpServletRequest request) {
        Address peer = Address.parse(request.getRemoteAddr()).orElse(Address.UNKNOWN);
        return proxies.clientOf(
                peer, Collections.list(request.getHeaders(proxies.header().title())));
    }

    private void refuse(HttpServletResponse response, Limit limit) throws IOException {
        metrics.exceeded(limit);
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatusCode.valueOf(limit.status()));
        problem.setDetail(limit.detail());
        response.setStatus(limit.status());
        if (limit == Limit.SCRAPES) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, gatekeeper.retryAfterSeconds());
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
        response.flushBuffer();
    }
}
