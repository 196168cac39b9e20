// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.custody.Actor;
import io.posthorn.history.custody.AuditedQueries;
import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.ErasureOrder;
import io.posthorn.history.custody.ErrandProgress;
import io.posthorn.history.custody.Paging;
import io.posthorn.history.custody.Progress;
import io.posthorn.history.custody.Register;
import io.posthorn.history.custody.Requests;
import io.posthorn.history.custody.Ruling;
import io.posthorn.history.custody.Rulings;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.watermark.InboxLog;
import io.posthorn.history.watermark.LogAwayException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Scope {@code admin}, with a purpose, erases; scope {@code audit}, with a purpose, sees what was erased and what was refused. */
@RestController
final class ErasuresController {

    private final CustodyLog custody;
    private final AuditedQueries audited;
    private final ErrandProgress progress;
    private final InboxLog inbox;
    private final Keepers keepers;
    private final Clock clock;

    ErasuresController(
            CustodyLog custody,
            AuditedQueries audited,
            ErrandProgress progress,
            InboxLog inbox,
            Keepers keepers,
            Clock clock) {
        this.custody = custody;
        this.audited = audited;
        this.progress = progress;
        this.inbox = inbox;
        this.keepers = keepers;
        this.clock = clock;
    }

    @PostMapping("/v1/erasures")
    ResponseEntity<byte[]> request(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Actor actor = Requests.actor(request, token);
        JsonNode body = Requests.body(request);
        String user = ErasuresJson.user(body);
        String id = Requests.id(body, request);
        Position upTo = end(user);
        CustodyLog.Decided decided = custody.append(
                actor, register -> Rulings.request(register, id, user, upTo, keepers.of(register, user)));
        refuse(decided.ruling());
        ErasureOrder order = find(decided.register(), id);
        if (order.state() == ErasureOrder.State.REFUSED) {
            throw held(order.hold());
        }
        return answer(order, 202);
    }

    private Position end(String user) {
        try {
            return inbox.end(user, clock.instant());
        } catch (LogAwayException e) {
            throw new ProblemException(
                    ProblemType.LOG_AWAY, "Kafka does not answer, so it is not known what there is. Try again in 5 s.");
        }
    }

    private static void refuse(Ruling ruling) {
        if (ruling instanceof Ruling.Conflict conflict) {
            throw new ProblemException(ProblemType.CONFLICT, conflict.detail());
        }
        if (ruling instanceof Ruling.Held held) {
            throw held(held.hold());
        }
    }

    private static ProblemException held(String hold) {
        return new ProblemException(
                ProblemType.HOLD_STANDS,
                "The hold %s keeps messages of this user; release it first, then ask under another id."
                        .formatted(hold));
    }

    @GetMapping("/v1/erasures/{erasure}")
    ResponseEntity<byte[]> one(
            @PathVariable String erasure, HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Requests.requireId(erasure, "erasure");
        return answer(
                audited.readOrder(
                        request, token, "erasure " + erasure, () -> find(custody.refresh(), erasure), found -> 1),
                200);
    }

    private static ErasureOrder find(Register register, String id) {
        return register.erasure(id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no erasure of this id."));
    }

    private ResponseEntity<byte[]> answer(ErasureOrder order, int status) {
        Progress soFar =
                order.state() == ErasureOrder.State.BEGUN ? progress.of(ErasureErrand.id(order.id())) : Progress.NONE;
        return ResponseEntity.status(status)
                .location(URI.create("/v1/erasures/" + URLEncoder.encode(order.id(), StandardCharsets.UTF_8)))
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(ErasuresJson.write(order, soFar));
    }

    @GetMapping("/v1/erasures")
    ResponseEntity<byte[]> all(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Paging paging = Paging.of(request);
        List<ErasureOrder> orders = audited.readOrder(
                request, token, "erasures " + paging.describe(), () -> page(custody.refresh(), paging), paging::shown);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(ErasuresJson.write(orders, paging));
    }

    private static List<ErasureOrder> page(Register register, Paging paging) {
        List<ErasureOrder> orders = new ArrayList<>(register.erasures());
        if (!paging.ascending()) {
            Collections.reverse(orders);
        }
        int from = (int) Math.min(orders.size(), paging.number(0));
        return orders.subList(from, Math.min(orders.size(), from + paging.limit() + 1));
    }
}
