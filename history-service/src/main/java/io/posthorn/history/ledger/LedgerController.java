// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.sealing.Seal;
import io.posthorn.history.security.Reach;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.security.Viewer;
import io.posthorn.history.store.Prepared;
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
 * Scope {@code audit}, with a purpose; for what became of a notification for oneself {@code device}.
 *
 * <p>An id that cannot stand in a path, with a slash in it, is named by the parameters {@code source} and {@code id} instead.
 */
@RestController
final class LedgerController {

    private final NotificationReader notifications;
    private final LedgerReader ledgers;
    private final AuditedReads audited;
    private final Prepared<Seal> seal;

    LedgerController(
            NotificationReader notifications, LedgerReader ledgers, AuditedReads audited, Prepared<Seal> seal) {
        this.notifications = notifications;
        this.ledgers = ledgers;
        this.audited = audited;
        this.seal = seal;
    }

    @GetMapping("/v1/notifications/{source}/{id}")
    ResponseEntity<byte[]> notification(
            @PathVariable String source,
            @PathVariable String id,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request) {
        return notification(Named.of(source, id), token, request);
    }

    @GetMapping("/v1/notifications")
    ResponseEntity<byte[]> notification(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        return notification(Named.of(new Asked(request)), token, request);
    }

    private ResponseEntity<byte[]> notification(Named name, Jwt token, HttpServletRequest request) {
        Continuation list = RecipientsToken.list(name)
                .sealed(seal.get(), TokenViewer.of(token).reach());
        RecipientsQuery query = RecipientsQuery.of(name, list, new Asked(request));
        NotificationView view = audited.read(
                request,
                token,
                new AuditedQuery("", query.describe()),
                reach -> notifications.read(query, reach),
                NotificationView::rows);
        return answer(LedgerJson.write(view, list));
    }

    @GetMapping("/v1/notifications/{source}/{id}/ledger")
    ResponseEntity<byte[]> ledger(
            @PathVariable String source,
            @PathVariable String id,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request) {
        return ledger(Named.of(source, id), token, request);
    }

    @GetMapping("/v1/notifications/ledger")
    ResponseEntity<byte[]> ledger(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        return ledger(Named.of(new Asked(request)), token, request);
    }

    private ResponseEntity<byte[]> ledger(Named name, Jwt token, HttpServletRequest request) {
        Viewer viewer = TokenViewer.of(token);
        String whose = new Asked(request).given("user").orElse(viewer.user());
        Asked.requireUser(whose);
        return switch (viewer.accessTo(whose)) {
            case OWN -> answer(LedgerJson.write(ledgers.read(name, whose, new LedgerReader.Asker(Reach.WHOLE, true))));
            case AUDITED -> answer(LedgerJson.write(audited(name, whose, token, request)));
            case NONE ->
                throw new ProblemException(
                        ProblemType.FORBIDDEN,
                        "The token opens only the ledger of its own user, with scope device; others need scope audit.");
        };
    }

    private Ledger audited(Named name, String user, Jwt token, HttpServletRequest request) {
        return audited.read(
                request,
                token,
                new AuditedQuery(user, "ledger source=%s id=%s".formatted(name.source(), name.id())),
                reach -> ledgers.read(name, user, new LedgerReader.Asker(reach, false)),
                Ledger::rows);
    }

    private static ResponseEntity<byte[]> answer(byte[] json) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(json);
    }
}
