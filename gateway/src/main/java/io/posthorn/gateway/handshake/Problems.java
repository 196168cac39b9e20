// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.gateway.anonymous.AnonymousQuotaException;
import io.posthorn.gateway.token.StandingUnknownException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/** Refusals as problem details. What is wrong with a token or a cookie is said in general only. */
final class Problems implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private static final int COME_BACK_SECONDS = 2;

    private final JsonMapper json;
    private final HandshakeMetrics metrics;

    Problems(JsonMapper json, HandshakeMetrics metrics) {
        this.json = json;
        this.metrics = metrics;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        boolean badToken = e instanceof OAuth2AuthenticationException;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, badToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        if (badToken) {
            refuse(
                    response,
                    HttpStatus.UNAUTHORIZED.value(),
                    "bad-token",
                    "The token is not valid: expired, revoked, for another audience, or not signed by the issuer.");
        } else if (e instanceof BadCredentialsException) {
            refuse(
                    response,
                    HttpStatus.UNAUTHORIZED.value(),
                    "bad-session",
                    "The session has ended, or never was. Begin one with a token: POST /session.");
        } else {
            refuse(
                    response,
                    HttpStatus.UNAUTHORIZED.value(),
                    "no-token",
                    "A token is needed: Authorization: Bearer, the subprotocol posthorn.bearer.<token>, or a session cookie.");
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        int notNow = HttpStatus.SERVICE_UNAVAILABLE.value();
        if (e instanceof AnonymousQuotaException) {
            refuse(response, notNow, "anonymous-quota", "No more anonymous devices are taken now. Come back.");
        } else if (e.getCause() instanceof StandingUnknownException) {
            refuse(
                    response,
                    notNow,
                    "revocations",
                    "What was revoked is not known here now. Try another, or come back.");
        } else if (e instanceof AuthenticationServiceException) {
            refuse(response, notNow, "issuer", "The token could not be checked now. Come back.");
        } else {
            commence(request, response, e);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        refuse(response, HttpStatus.FORBIDDEN.value(), "scope", "The token lacks the scope that this needs.");
    }

    void refuse(HttpServletResponse response, int status, String name, String detail) throws IOException {
        metrics.count(name);
        if (status == HttpStatus.SERVICE_UNAVAILABLE.value() && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
        }
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = json.writeValueAsBytes(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
