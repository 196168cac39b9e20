// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who read what: for auditors whose reach has no limit, and itself on record. Nothing here changes the log. */
@RestController
final class AuditReadsController {

    /** One read, as JSON has it. */
    record Shown(
            Instant at,
            String id,
            String reader,
            String session,
            String user,
            String purpose,
            String query,
            long rows,
            String address) {

        static Shown of(AuditRead read) {
            return new Shown(
                    read.at(),
                    read.id().toString(),
                    read.reader(),
                    read.session(),
                    read.user(),
                    read.purpose(),
                    read.query(),
                    read.rows(),
                    read.address());
        }
    }

    /** @param next null: there are no more */
    record Page(List<Shown> reads, @Nullable String next) {}

    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);
    private static final int MAX_LIMIT = 500;

    private final AuditReads reads;
    private final AuditedReads audited;
    private final Clock clock;

    AuditReadsController(AuditReads reads, AuditedReads audited, Clock clock) {
        this.reads = reads;
        this.audited = audited;
        this.clock = clock;
    }

    @GetMapping("/v1/audit/reads")
    ResponseEntity<Page> list(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam Optional<String> reader,
            @RequestParam Optional<String> user,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(defaultValue = "50") String limit,
            @RequestParam Optional<String> next,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request) {
        Instant end =
                to.map(text -> time("to", text)).orElseGet(() -> clock.instant().plusSeconds(1));
        Optional<AuditReadsToken> after = next.map(AuditReadsController::token);
        AuditReadsQuery query = new AuditReadsQuery(
                from.map(text -> time("from", text)).orElseGet(() -> usualFrom(end, after)),
                end,
                reader,
                user,
                order(order),
                limit(limit),
                after);
        if (query.isTooLong()) {
            throw bad("from must be before to, and at most %d days".formatted(AuditReadsQuery.LONGEST.toDays()));
        }
        if (query.goesAstray()) {
            throw bad("next is not one that a listing of these times has given");
        }
        AuditReadsPage page = audited.read(
                request,
                token,
                new AuditedQuery("", query.describe()),
                reach -> {
                    if (!reach.isWhole()) {
                        throw new ProblemException(
                                ProblemType.FORBIDDEN,
                                "The log of reads needs a token without limits in its claim audit.");
                    }
                    return reads.read(query);
                },
                found -> found.reads().size());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Page(
                        page.reads().stream().map(Shown::of).toList(),
                        page.next().map(AuditReadsToken::encode).orElse(null)));
    }

    /** Now moves on from page to page, and what the first one reached is not left behind. */
    private static Instant usualFrom(Instant to, Optional<AuditReadsToken> after) {
        Instant from = to.minus(DEFAULT_SPAN);
        return after.map(AuditReadsToken::at).filter(from::isAfter).orElse(from);
    }

    private static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw bad(name + " must be a time like 2026-11-20T10:00:00Z");
        }
    }

    private static Order order(String text) {
        return switch (text) {
            case "asc" -> Order.OLDEST_FIRST;
            case "desc" -> Order.NEWEST_FIRST;
            default -> throw bad("order must be asc or desc");
        };
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw bad("limit must be 1 to " + MAX_LIMIT);
    }

    private static AuditReadsToken token(String text) {
        return AuditReadsToken.decode(text).orElseThrow(() -> bad("next is not one that this listing has given"));
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
    }
}
