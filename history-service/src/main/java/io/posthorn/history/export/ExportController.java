// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.sealing.Seal;
import io.posthorn.history.security.Reach;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scope {@code audit}, with a purpose. On the thread of the request, which waits when its client reads slowly. */
@RestController
final class ExportController {

    private static final Logger log = LoggerFactory.getLogger(ExportController.class);
    private static final int BUFFER_BYTES = 32 << 10;

    private final List<ExportSource> sources;
    private final Completeness completeness;
    private final Prepared<Seal> seal;
    private final AuditedReads audit;
    private final ExportSettings settings;
    private final ExportSlots slots;
    private final int partitions;
    private final Clock clock;
    private final Counter exported;

    ExportController(
            List<ExportSource> sources,
            Completeness completeness,
            Prepared<Seal> seal,
            AuditedReads audit,
            ExportSettings settings,
            Topics topics,
            Clock clock,
            MeterRegistry meters) {
        this.sources = sources;
        this.completeness = completeness;
        this.seal = seal;
        this.audit = audit;
        this.settings = settings;
        this.slots = new ExportSlots(settings.atOnce());
        this.partitions = topics.partitions();
        this.clock = clock;
        this.exported = meters.counter("posthorn.history.export.rows");
    }

    @GetMapping("/v1/export")
    void export(@AuthenticationPrincipal Jwt token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reach reach = TokenViewer.of(token).reach();
        ExportRequest wanted = ExportRequest.of(
                new Asked(request), query -> ExportTokens.of(seal.get(), query, reach), settings, clock.instant());
        ExportSource source = sources.stream()
                .filter(each -> each.serves(wanted.query()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.BAD_PARAMETER, "hold cannot be exported here"));
        audit.require(request, token, audited(wanted.query()));
        response.setHeader(
                HttpHeaders.RETRY_AFTER, String.valueOf(settings.retryAfter().toSeconds()));
        completeness.require(wanted);
        ExportSlots.Slot slot = slots.take();
        try {
            ExportTokens tokens = ExportTokens.of(seal.get(), wanted.query(), reach);
            AuditedReads.Ongoing ongoing = audit.begin(request, token, audited(wanted.query()));
            response.setHeader(HttpHeaders.RETRY_AFTER, null);
            ExportPart part = new ExportPart(wanted, reach, tokens, partitions, exported::increment);
            answer(wanted, source, part, ongoing, request, response);
        } finally {
            slot.close();
        }
    }

    private static AuditedQuery audited(ExportQuery query) {
        return new AuditedQuery(query.user().orElse(""), query.describe());
    }

    private void answer(
            ExportRequest wanted,
            ExportSource source,
            ExportPart part,
            AuditedReads.Ongoing ongoing,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(wanted.format().contentType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setBufferSize(BUFFER_BYTES);
        boolean recorded = false;
        try {
            part.writeRows(rows(wanted, source, ongoing.reach()), response.getOutputStream());
            ongoing.end(part.rows());
            recorded = true;
            part.writeEnd(response.getOutputStream());
        } catch (IOException | RuntimeException failure) {
            if (!recorded) {
                recordCut(ongoing, part.rows());
            }
            cut(failure, request, response);
        }
    }

    private static Iterator<ExportStep> rows(ExportRequest wanted, ExportSource source, Reach reach) {
        if (wanted.query().hold().isPresent() && !reach.isWhole()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "A hold is about everybody: the token's reach is not whole.");
        }
        return source.read(
                wanted.query(), owner -> reach.coversUser(owner), wanted.after().map(ExportToken::place));
    }

    private static void recordCut(AuditedReads.Ongoing ongoing, long rows) {
        try {
            ongoing.end(rows);
        } catch (RuntimeException unrecorded) {
            log.warn(
                    "An export was cut after {} rows, which could not be recorded; its begin is on record: {}",
                    rows,
                    StoreFailure.describe(unrecorded));
        }
    }

    /** What has not begun is answered with a problem; what has is broken off. */
    private static void cut(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            log.warn("An export was cut: {}", StoreFailure.describe(failure));
            CutAnswers.cut(request);
        } else if (failure instanceof RuntimeException notBegun) {
            response.reset();
            throw notBegun;
        } else {
            throw (IOException) failure;
        }
    }
}
