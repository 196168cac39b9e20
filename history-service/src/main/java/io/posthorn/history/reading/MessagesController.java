// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.wire.Limits;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.security.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Scope {@code device} for one's own messages; {@code audit}, with a purpose, for anybody's. Broadcasts, which are nobody's own,
 * are among them when asked for.
 */
@RestController
final class MessagesController {

    private final MessagesReader reader;
    private final AuditedReads audit;

    MessagesController(MessagesReader reader, AuditedReads audit) {
        this.reader = reader;
        this.audit = audit;
    }

    @GetMapping("/v1/me/messages")
    ResponseEntity<byte[]> own(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Viewer viewer = TokenViewer.of(token);
        requireId(viewer.user());
        if (viewer.accessTo(viewer.user()) != Viewer.Access.OWN) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token needs the scope device.");
        }
        return answer(reader.read(listing(viewer.user(), request)), viewer.user());
    }

    @GetMapping("/v1/users/{user}/messages")
    ResponseEntity<byte[]> ofUser(
            @PathVariable String user, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        requireId(user);
        Viewer viewer = TokenViewer.of(token);
        return switch (viewer.accessTo(user)) {
            case OWN -> answer(reader.read(listing(user, request)), user);
            case AUDITED -> audited(user, token, request);
            case NONE ->
                throw new ProblemException(
                        ProblemType.FORBIDDEN,
                        "The token opens only the messages of its own user, with scope device; others need scope audit.");
        };
    }

    private static void requireId(String user) {
        if (!Limits.isId(user)) {
            throw new ProblemException(
                    ProblemType.BAD_USER,
                    "A user id has 1 to 128 characters, none of them a space or a control character.");
        }
    }

    private ResponseEntity<byte[]> audited(String user, Jwt token, HttpServletRequest request) {
        Listing listing = listing(user, request);
        MessagesPage page = audit.read(
                request,
                token,
                new AuditedQuery(user, listing.describe()),
                reach -> reader.read(
                        listing,
                        each -> reach.coversMessage(each.getNotification().getClassName(), each.getGroup())),
                found -> found.messages().size());
        return answer(page, user);
    }

    private static Listing listing(String user, HttpServletRequest request) {
        return Listing.of(
                user,
                request.getParameter("order"),
                request.getParameter("limit"),
                request.getParameter("next"),
                Filter.of(new Filter.Parameters(
                        request.getParameter("from"),
                        request.getParameter("to"),
                        all(request, "class"),
                        all(request, "source"),
                        request.getParameter("broadcasts"))));
    }

    private static List<String> all(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private static ResponseEntity<byte[]> answer(MessagesPage page, String user) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(MessagesJson.write(user, page));
    }
}
