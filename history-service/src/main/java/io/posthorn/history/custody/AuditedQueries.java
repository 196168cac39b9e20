// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.audit.AuditLog;
import io.posthorn.history.audit.AuditRead;
import io.posthorn.history.audit.Purpose;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.security.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads by auditors whose reach is whole: holds and their messages are about everybody. */
public final class AuditedQueries {

    private final AuditLog audit;
    private final Clock clock;

    AuditedQueries(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Recorded before it is shown. @param what of it, without content */
    public <T> T read(
            HttpServletRequest request, Jwt token, String what, Supplier<T> reading, ToIntFunction<T> rows) {
        Viewer viewer = TokenViewer.of(token);
        if (!viewer.scopes().contains("audit")) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token needs the scope audit.");
        }
        Purpose purpose = Purpose.of(request.getParameter(Purpose.PARAMETER), request.getHeader(Purpose.HEADER))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.BAD_PURPOSE,
                        "Say why, in 1 to %d characters, in the parameter %s or the header %s: it is recorded."
                                .formatted(Purpose.CHARACTERS, Purpose.PARAMETER, Purpose.HEADER)));
        T answer = reading.get();
        audit.record(new AuditRead(
                clock.instant(),
                UUID.randomUUID(),
                viewer.user(),
                viewer.session(),
                "",
                purpose.text(),
                what,
                rows.applyAsInt(answer),
                request.getRemoteAddr()));
        return answer;
    }

    /** An admin needs to see what becomes of what they ordered; there is no content in it. */
    public <T> T readOrder(
            HttpServletRequest request, Jwt token, String what, Supplier<T> reading, ToIntFunction<T> rows) {
        return Requests.isAdmin(token) ? reading.get() : read(request, token, what, reading, rows);
    }
}
