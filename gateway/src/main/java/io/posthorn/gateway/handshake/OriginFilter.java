// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.gateway.token.DeviceAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Once it is known whether a cookie proves who it is: refuses pages that may not ask. */
final class OriginFilter extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final List<String> allowed;
    private final Problems problems;

    OriginFilter(List<String> allowed, Problems problems) {
        this.allowed = allowed;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
        if (OriginRule.allows(origins, allowed, isByCookie(), changes(request))) {
            chain.doFilter(request, response);
        } else {
            problems.refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "origin",
                    "This needs the Origin of a page that is in posthorn.gateway.allowed-origins.");
        }
    }

    private static boolean isByCookie() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof DeviceAuthentication device
                && device.isByCookie();
    }

    private static boolean changes(HttpServletRequest request) {
        return HandshakeConfiguration.PATH.equals(request.getServletPath()) || !HARMLESS.contains(request.getMethod());
    }
}
