// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.gateway.address.Address;
import io.posthorn.gateway.address.TrustedProxies;
import io.posthorn.gateway.audit.AuditLog;
import io.posthorn.gateway.audit.Handshake;
import io.posthorn.gateway.limit.Gatekeeper;
import io.posthorn.gateway.limit.Limit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first and the last to see a handshake: refuses what is too much before a token is looked at, and writes down what was
 * decided, by whomever.
 */
final class HandshakeFilter extends OncePerRequestFilter {

    /** Probes and scrapers must get through whatever happens. */
    private static final String ACTUATOR = "/actuator/";

    private final TrustedProxies proxies;
    private final Gatekeeper gatekeeper;
    private final Answers answers;
    private final AuditLog audit;

    HandshakeFilter(TrustedProxies proxies, Gatekeeper gatekeeper, Answers answers, AuditLog audit) {
        this.proxies = proxies;
        this.gatekeeper = gatekeeper;
        this.answers = answers;
        this.audit = audit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith(ACTUATOR);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Address client = clientOf(request);
        if (request.getServletPath().equals(HandshakeConfiguration.PATH)) {
            handshake(client, request, response, chain);
        } else {
            passOrRefuse(gatekeeper.refusalOfRequest(client), request, response, chain);
        }
    }

    private void handshake(Address client, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Handshake handshake = Handshake.begin(request, client);
        try {
            Limit limit = gatekeeper.refusalOfRequest(client);
            if (limit == null) {
                limit = gatekeeper.refusalOfConnection(client);
            }
            if (limit != null) {
                handshake.ended(limit.title());
            }
            passOrRefuse(limit, request, response, chain);
        } finally {
            audit.write(handshake, request, response.getStatus());
        }
    }

    private void passOrRefuse(
            @Nullable Limit limit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (limit == null) {
            chain.doFilter(request, response);
        } else {
            answers.refuse(response, limit);
        }
    }

    private Address clientOf(HttpServletRequest request) {
        Address peer = Address.parse(request.getRemoteAddr()).orElse(Address.UNKNOWN);
        return proxies.clientOf(
                peer, Collections.list(request.getHeaders(proxies.header().title())));
    }
}
