// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.Permission;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.security.Viewer;
import jakarta.servlet.http.HttpServletRequest;
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
    private final Permission permission;

    MessagesController(MessagesReader reader, Permission permission) {
        this.reader = reader;
        this.permission = permission;
    }

    @GetMapping("/v1/me/messages")
    ResponseEntity<byte[]> own(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Viewer viewer = TokenViewer.of(token);
        Asked.requireUser(viewer.user());
        if (viewer.accessTo(viewer.user()) != Viewer.Access.OWN) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token needs the scope device.");
        }
        return ofUser(viewer.user(), token, request);
    }

    @GetMapping("/v1/users/{user}/messages")
    ResponseEntity<byte[]> ofUser(
            @PathVariable String user, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Asked.requireUser(user);
        Listing listing = Listing.of(user, new Asked(request));
        MessagesPage page = permission.read(
                request,
                token,
                new AuditedQuery(user, listing.describe()),
                reach -> reader.read(
                        listing,
                        each -> reach.coversMessage(each.getNotification().getClassName(), each.getGroup())),
                found -> found.messages().size());
        return answer(page, user);
    }

    private static ResponseEntity<byte[]> answer(MessagesPage page, String user) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(MessagesJson.write(user, page));
    }
}
