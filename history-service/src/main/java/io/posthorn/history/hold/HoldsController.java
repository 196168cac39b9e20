// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.Actor;
import io.posthorn.history.custody.AuditedQueries;
import io.posthorn.history.custody.Criteria;
import io.posthorn.history.custody.CriteriaJson;
import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.ErrandProgress;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Paging;
import io.posthorn.history.custody.Progress;
import io.posthorn.history.custody.Register;
import io.posthorn.history.custody.Requests;
import io.posthorn.history.custody.Ruling;
import io.posthorn.history.custody.Rulings;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.store.Prepared;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Scope {@code admin}, with a purpose, places and releases; scope {@code audit}, with a purpose, sees what is held. Who places a
 * hold sees what becomes of it, not its messages.
 */
@RestController
final class HoldsController {

    private final CustodyLog custody;
    private final AuditedQueries audited;
    private final ErrandProgress progress;
    private final Prepared<HeldMessages> held;

    HoldsController(CustodyLog custody, AuditedQueries audited, ErrandProgress progress, Prepared<HeldMessages> held) {
        this.custody = custody;
        this.audited = audited;
        this.progress = progress;
        this.held = held;
    }

    @PostMapping("/v1/holds")
    ResponseEntity<byte[]> place(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Actor actor = Requests.actor(request, token);
        JsonNode body = Requests.body(request);
        Criteria criteria = CriteriaJson.read(body);
        String id = Requests.id(body, request);
        CustodyLog.Decided decided = custody.append(actor, register -> Rulings.place(register, id, criteria));
        refuse(decided.ruling());
        return answer(decided.register(), id, 202);
    }

    @DeleteMapping("/v1/holds/{hold}")
    ResponseEntity<byte[]> release(
            @PathVariable String hold, HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Actor actor = Requests.actor(request, token);
        Requests.requireId(hold, "hold");
        CustodyLog.Decided decided = custody.append(actor, register -> Rulings.release(register, hold));
        refuse(decided.ruling());
        return answer(decided.register(), hold, 200);
    }

    private static void refuse(Ruling ruling) {
        if (ruling instanceof Ruling.Conflict conflict) {
            throw new ProblemException(ProblemType.CONFLICT, conflict.detail());
        }
        if (ruling instanceof Ruling.Unknown) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no hold of this id.");
    }

    @GetMapping("/v1/holds/{hold}")
    ResponseEntity<byte[]> one(
            @PathVariable String hold, HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Requests.requireId(hold, "hold");
        return audited.readOrder(
                request, token, "hold " + hold, () -> answer(custody.refresh(), hold, 200), answered -> 1);
    }

    private ResponseEntity<byte[]> answer(Register register, String id, int status) {
        Hold hold = register.hold(id).orElseThrow(HoldsController::unknown);
        return ResponseEntity.status(status)
                .location(URI.create("/v1/holds/" + URLEncoder.encode(id, StandardCharsets.UTF_8)))
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(HoldsJson.write(hold, soFar(hold)));
    }

    private Progress soFar(Hold hold) {
        return hold.state() == Hold.State.GATHERING ? progress.of(Gathering.id(hold.id())) : Progress.NONE;
    }

    @GetMapping("/v1/holds")
    ResponseEntity<byte[]> all(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Paging paging = Paging.of(request);
        List<Hold> holds = audited.readOrder(
                request, token, "holds " + paging.describe(), () -> page(custody.refresh(), paging), paging::shown);
        return json(HoldsJson.write(holds, paging));
    }

    private static List<Hold> page(Register register, Paging paging) {
        List<Hold> holds = new ArrayList<>(register.holds());
        if (!paging.ascending()) {
            Collections.reverse(holds);
        }
        int from = (int) Math.min(holds.size(), paging.number(0));
        return holds.subList(from, Math.min(holds.size(), from + paging.limit() + 1));
    }

    @GetMapping("/v1/holds/{hold}/messages")
    ResponseEntity<byte[]> messages(
            @PathVariable String hold, HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Requests.requireId(hold, "hold");
        Paging paging = Paging.of(request);
        Optional<HeldPlace> after = paging.next()
                .map(next -> HeldPlace.decode(next)
                        .orElseThrow(() -> Requests.bad("next is not one that this list has given")));
        HeldPage page = audited.read(
                request,
                token,
                "hold %s messages %s".formatted(hold, paging.describe()),
                () -> read(hold, after, paging),
                read -> read.messages().size());
        return json(HoldsJson.write(page));
    }

    private HeldPage read(String hold, Optional<HeldPlace> after, Paging paging) {
        custody.refresh().hold(hold).filter(Hold::stands).orElseThrow(HoldsController::unknown);
        return HeldPage.of(held.get().read(hold, after, paging.ascending()), paging.limit());
    }

    private static ResponseEntity<byte[]> json(byte[] body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }
}
