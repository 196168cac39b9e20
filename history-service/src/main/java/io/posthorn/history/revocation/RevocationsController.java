// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.audit.Permission;
import io.posthorn.history.stored.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** With scope {@code audit} and a purpose only: who revoked, and why, is not for the user whose sessions they were. */
@RestController
final class RevocationsController {

    private static final int PLACE = 3 * Long.BYTES;
    private static final Revoked.Mark BEFORE_ALL = new Revoked.Mark(Instant.EPOCH, -1, -1);

    private final RevocationsReader reader;
    private final AuditedReads audited;
    private final Clock clock;

    RevocationsController(RevocationsReader reader, AuditedReads audited, Clock clock) {
        this.reader = reader;
        this.audited = audited;
        this.clock = clock;
    }

    @GetMapping("/v1/users/{user}/revocations")
    ResponseEntity<RevocationsPage> revocations(
            @PathVariable String user, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Asked.requireUser(user);
        Asked asked = new Asked(request);
        Order order = asked.order(Order.NEWEST_FIRST);
        int limit = asked.limit();
        Continuation list = new Continuation("revocations " + Asked.text(order) + " " + user);
        Optional<Revoked.Mark> last = asked.next(list, RevocationsController::mark);
        RevocationsPage page = audited.read(
                request,
                token,
                new AuditedQuery(user, "revocations order=%s limit=%d".formatted(Asked.text(order), limit)),
                reach -> {
                    Permission.requirePeople(reach);
                    return page(user, list, last, order, limit);
                },
                found -> found.revocations().size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page);
    }

    private RevocationsPage page(String user, Continuation list, Optional<Revoked.Mark> last, Order order, int limit) {
        Instant now = clock.instant();
        Revoked.Mark start =
                order == Order.OLDEST_FIRST ? BEFORE_ALL : new Revoked.Mark(now, Integer.MAX_VALUE, Long.MAX_VALUE);
        List<Revoked> found = reader.read(user, last.orElse(start), order, limit, now);
        boolean more = found.size() > limit;
        List<Revoked> shown = more ? found.subList(0, limit) : found;
        return new RevocationsPage(
                user,
                shown.stream().map(RevocationsPage.Item::of).toList(),
                more ? list.encode(bytes(shown.get(shown.size() - 1).place())) : null);
    }

    private static byte[] bytes(Revoked.Mark mark) {
        return ByteBuffer.allocate(PLACE)
                .putLong(mark.at().toEpochMilli())
                .putLong(mark.partition())
                .putLong(mark.offset())
                .array();
    }

    private static Optional<Revoked.Mark> mark(ByteBuffer place) {
        return place.remaining() == PLACE
                ? Optional.of(
                        new Revoked.Mark(Instant.ofEpochMilli(place.getLong()), (int) place.getLong(), place.getLong()))
                : Optional.empty();
    }
}
