// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For auditors whose reach is limited by classes at most: of those they see. */
@RestController
final class CountsController {

    /** One class on one day, as JSON has it. */
    record Shown(LocalDate day, @JsonProperty("class") String className, long messages, long broadcasts) {

        static Shown of(DayCount count) {
            return new Shown(count.day(), count.className(), count.own(), count.broadcasts());
        }
    }

    record Page(LocalDate from, LocalDate to, List<Shown> counts) {}

    private final CountsReader reader;
    private final AuditedReads audited;
    private final Clock clock;

    CountsController(CountsReader reader, AuditedReads audited, Clock clock) {
        this.reader = reader;
        this.audited = audited;
        this.clock = clock;
    }

    @GetMapping("/v1/counts")
    ResponseEntity<Page> counts(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        CountsQuery query = CountsQuery.of(new Asked(request), today);
        List<DayCount> found = audited.read(
                request, token, new AuditedQuery("", query.describe()), reach -> reader.read(query, reach), List::size);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Page(
                        query.from(), query.to(), found.stream().map(Shown::of).toList()));
    }
}
