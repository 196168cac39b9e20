// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.gateway.audit.Handshake;
import io.posthorn.gateway.limit.Gatekeeper;
import io.posthorn.gateway.limit.Limit;
import io.posthorn.gateway.limit.LimitMetrics;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** What a handshake is told, and counted as. */
final class Answers {

    private final Gatekeeper gatekeeper;
    private final Problems problems;
    private final LimitMetrics limits;
    private final HandshakeMetrics metrics;

    Answers(Gatekeeper gatekeeper, Problems problems, LimitMetrics limits, HandshakeMetrics metrics) {
        this.gatekeeper = gatekeeper;
        this.problems = problems;
        this.limits = limits;
        this.metrics = metrics;
    }

    void accepted() {
        metrics.count(Handshake.ACCEPTED);
    }

    void refuse(HttpServletResponse response, Admission.Refused refused) throws IOException {
        if (refused.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, gatekeeper.retryAfterSeconds());
        }
        problems.refuse(response, refused.status(), refused.name(), refused.detail());
    }

    /** Beyond a limit: with the time to come back. Perhaps before Spring Security has written its headers. */
    void refuse(HttpServletResponse response, Limit limit) throws IOException {
        limits.exceeded(limit);
        response.setIntHeader(HttpHeaders.RETRY_AFTER, gatekeeper.retryAfterSeconds());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        problems.refuse(response, limit.status(), limit.title(), limit.detail());
    }
}
