// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.gateway.revocation.NotWrittenException;
import io.posthorn.gateway.token.Bearers;
import io.posthorn.gateway.token.DeviceAuthentication;
import io.posthorn.gateway.token.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /session}: a token for a cookie, who one is, and the end of the session. Scope {@code device}. */
@RestController
@RequestMapping("/session")
class SessionApi {

    private static final String RETRY_SECONDS = "2";
    private static final String FULL_RETRY_SECONDS = "60";

    private final Sessions sessions;

    SessionApi(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @param ends whatever its user does */
    record SessionView(String user, String session, String displayName, List<String> roles, Instant ends) {

        static SessionView of(Identity identity) {
            return new SessionView(
                    identity.bearer().user(),
                    identity.bearer().session(),
                    identity.displayName(),
                    identity.roles(),
                    identity.bearer().expiresAt());
        }
    }

    @PostMapping
    CompletableFuture<ResponseEntity<Object>> begin(Principal principal, HttpServletRequest request) {
        if (isByCookie(principal)) {
            return refused(HttpStatus.FORBIDDEN, "A session begins with a token, not with another session.");
        }
        Identity identity = Bearers.identity(principal);
        String userAgent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        ResponseCookieBuilder cookie = cookie(request);
        return sessions.begin(identity, userAgent)
                .thenApply(begun -> ResponseEntity.status(HttpStatus.CREATED)
                        .header(
                                HttpHeaders.SET_COOKIE,
                                cookie.value(begun.cookie())
                                        .maxAge(begun.life())
                                        .build()
                                        .toString())
                        .body(SessionView.of(begun.session().identity())));
    }

    @GetMapping
    SessionView show(Principal principal) {
        return SessionView.of(Bearers.identity(principal));
    }

    @DeleteMapping
    CompletableFuture<ResponseEntity<Object>> end(Principal principal, HttpServletRequest request) {
        Identity identity = Bearers.identity(principal);
        if (identity.bearer().session().isEmpty()) {
            return refused(
                    HttpStatus.CONFLICT, "The token names no session (sid): an admin can revoke the user's tokens.");
        }
        var answer = ResponseEntity.noContent();
        if (isByCookie(principal)) {
            answer.header(
                    HttpHeaders.SET_COOKIE, cookie(request).maxAge(0).build().toString());
        }
        return sessions.end(identity.bearer()).thenApply(ended -> answer.build());
    }

    private static boolean isByCookie(Principal principal) {
        return principal instanceof DeviceAuthentication device && device.isByCookie();
    }

    private static ResponseCookieBuilder cookie(HttpServletRequest request) {
        boolean plain = !request.isSecure()
                && SessionCookie.isLocal(request.getServerName(), request.getHeader(HttpHeaders.ORIGIN));
        return ResponseCookie.from(plain ? SessionCookie.LOCAL_NAME : SessionCookie.NAME)
                .httpOnly(true)
                .secure(!plain)
                .sameSite("Strict")
                .path("/");
    }

    private static CompletableFuture<ResponseEntity<Object>> refused(HttpStatus status, String detail) {
        return CompletableFuture.completedFuture(
                ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> full(TooManySessionsException e) {
        HttpStatus status = HttpStatus.TOO_MANY_REQUESTS;
        String detail = "The user has as many sessions as are allowed: end one, or wait until one has ended.";
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, FULL_RETRY_SECONDS)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notTaken(NotWrittenException e) {
        HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(ProblemDetail.forStatusAndDetail(status, "Kafka did not take it: send it again as it is."));
    }
}
