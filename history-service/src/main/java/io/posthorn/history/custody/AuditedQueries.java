// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads by auditors whose reach is whole: holds, their messages and erasures are about everybody. */
public final class AuditedQueries {

    private final AuditedReads audited;

    AuditedQueries(AuditedReads audited) {
        this.audited = audited;
    }

    /** @param what of it, without content */
    public <T> T read(HttpServletRequest request, Jwt token, String what, Supplier<T> reading, ToLongFunction<T> rows) {
        return audited.read(
                request,
                token,
                new AuditedQuery("", what),
                reach -> {
                    if (!reach.isWhole()) {
                        throw new ProblemException(
                                ProblemType.FORBIDDEN, "This is about everybody: the token's reach is not whole.");
                    }
                    return reading.get();
                },
                rows);
    }

    /** An admin needs to see what becomes of what they ordered; there is no content in it. */
    public <T> T readOrder(
            HttpServletRequest request, Jwt token, String what, Supplier<T> reading, ToLongFunction<T> rows) {
        return Requests.isAdmin(token) ? reading.get() : read(request, token, what, reading, rows);
    }
}
