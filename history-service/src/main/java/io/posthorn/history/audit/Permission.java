// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.Reach;
import io.posthorn.history.security.TokenViewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** One's own with scope {@code device}, off the record; anybody's with {@code audit}, on record and within its reach. */
@Component
public final class Permission {

    private final AuditedReads audited;

    Permission(AuditedReads audited) {
        this.audited = audited;
    }

    /** @throws ProblemException the token is limited to some messages */
    public static void requirePeople(Reach reach) {
        if (!reach.coversPeople()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "The token is limited to classes or groups of messages. What is known of a user beside their messages"
                            + " needs one that is limited by users at most.");
        }
    }

    /** @param rows how many are shown, for the record */
    public <T> T read(
            HttpServletRequest request,
            Jwt token,
            AuditedQuery query,
            Function<Reach, T> reading,
            ToLongFunction<T> rows) {
        return switch (TokenViewer.of(token).accessTo(query.user())) {
            case OWN -> reading.apply(Reach.WHOLE);
            case AUDITED -> audited.read(request, token, query, reading, rows);
            case NONE ->
                throw new ProblemException(
                        ProblemType.FORBIDDEN,
                        "The token opens only what is its own user's, with scope device; others need scope audit.");
        };
    }
}
