// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
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

    private final AuditReads reads;
    private final AuditedReads audited;
    private final Clock clock;

    AuditReadsController(AuditReads reads, AuditedReads audited, Clock clock) {
        this.reads = reads;
        this.audited = audited;
        this.clock = clock;
    }

    @GetMapping("/v1/audit/reads")
    ResponseEntity<Page> list(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        AuditReadsQuery query = AuditReadsQuery.of(new Asked(request), clock.instant());
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
                        page.next().map(query::next).orElse(null)));
    }
}
