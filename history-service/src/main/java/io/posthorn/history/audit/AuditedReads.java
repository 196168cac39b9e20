// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.Reach;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.security.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads of other people's data: with scope {@code audit}, within the token's reach, with a purpose, and on record. */
public final class AuditedReads {

    private final AuditLog log;
    private final Clock clock;

    AuditedReads(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Reads, and records it before the answer can be shown. A read that fails is on record too, with no rows.
     *
     * @param reading what lies beyond the reach is not in its result
     * @param rows of the result
     * @throws ProblemException no scope, no purpose, or a user beyond the reach
     */
    public <T> T read(
            HttpServletRequest request,
            Jwt token,
            AuditedQuery query,
            Function<Reach, T> reading,
            ToLongFunction<T> rows) {
        Ongoing ongoing = admit(request, token, query);
        T result;
        try {
            result = reading.apply(ongoing.reach());
        } catch (RuntimeException failure) {
            ongoing.failed(failure);
            throw failure;
        }
        ongoing.end(rows.applyAsLong(result));
        return result;
    }

    /**
     * For what goes before a read: refuses what {@link #begin} would refuse, and records nothing.
     *
     * @throws ProblemException no scope, no purpose, or a user beyond the reach
     */
    public void require(HttpServletRequest request, Jwt token, AuditedQuery query) {
        admit(request, token, query);
    }

    /** For what is shown while it is read: on record when it begins, and again when it ends. */
    public Ongoing begin(HttpServletRequest request, Jwt token, AuditedQuery query) {
        Ongoing ongoing = admit(request, token, query);
        ongoing.record("begun: ", 0);
        return ongoing;
    }

    private Ongoing admit(HttpServletRequest request, Jwt token, AuditedQuery query) {
        Viewer viewer = TokenViewer.of(token);
        if (!viewer.isAuditor()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token needs the scope audit.");
        }
        Purpose purpose = Purpose.of(
                        new Asked(request).given(Purpose.PARAMETER).orElse(null), request.getHeader(Purpose.HEADER))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.BAD_PURPOSE,
                        "Say why, in 1 to %d characters, in the parameter %s or the header %s: it is recorded."
                                .formatted(Purpose.CHARACTERS, Purpose.PARAMETER, Purpose.HEADER)));
        if (query.isAboutOneUser() && !viewer.reach().coversUser(query.user())) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token does not reach this user.");
        }
        return new Ongoing(viewer, purpose, query, request.getRemoteAddr());
    }

    /** A read that was allowed. */
    public final class Ongoing {

        private final Viewer viewer;
        private final Purpose purpose;
        private final AuditedQuery query;
        private final String address;

        private Ongoing(Viewer viewer, Purpose purpose, AuditedQuery query, String address) {
            this.viewer = viewer;
            this.purpose = purpose;
            this.query = query;
            this.address = address;
        }

        public Reach reach() {
            return viewer.reach();
        }

        public Viewer viewer() {
            return viewer;
        }

        /** Once, whether or not all could be shown. */
        public void end(long rows) {
            record("", rows);
        }

        private void failed(RuntimeException failure) {
            try {
                record("failed: ", 0);
            } catch (RuntimeException unrecorded) {
                failure.addSuppressed(unrecorded);
            }
        }

        private void record(String stage, long rows) {
            log.record(new AuditRead(
                    clock.instant(),
                    UUID.randomUUID(),
                    viewer.user(),
                    viewer.session(),
                    query.user(),
                    purpose.text(),
                    stage + query.what(),
                    rows,
                    address));
        }
    }
}
