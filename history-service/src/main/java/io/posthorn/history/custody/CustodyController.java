// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The log of custody for auditors of everybody; nobody can change it over HTTP. */
@RestController
final class CustodyController {

    private final CustodyLog custody;
    private final AuditedQueries audited;

    CustodyController(CustodyLog custody, AuditedQueries audited) {
        this.custody = custody;
        this.audited = audited;
    }

    @GetMapping("/v1/custody")
    ResponseEntity<byte[]> steps(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Paging paging = Paging.of(request);
        long first = paging.number(paging.ascending() ? 1 : Long.MAX_VALUE);
        List<Step> steps =
                audited.read(request, token, "custody " + paging.describe(), () -> read(paging, first), paging::shown);
        return json(StepsJson.write(steps, paging));
    }

    /** One more than asked for tells that there is a next page. */
    private List<Step> read(Paging paging, long first) {
        return paging.ascending()
                ? custody.from(Math.max(1, first), paging.limit() + 1)
                : custody.downFrom(Math.min(first, custody.refresh().head().number()), paging.limit() + 1);
    }

    @GetMapping("/v1/custody/verification")
    ResponseEntity<byte[]> verification(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        return json(StepsJson.write(
                audited.read(request, token, "custody verification", custody::verify, Verification::steps)));
    }

    private static ResponseEntity<byte[]> json(byte[] body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }
}
