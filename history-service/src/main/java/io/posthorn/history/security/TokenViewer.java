// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/** The viewer that a checked token speaks of. */
public final class TokenViewer {

    private TokenViewer() {}

    /** @throws ProblemException the token limits its auditor in a way that is not understood */
    public static Viewer of(Jwt token) {
        return new Viewer(
                token.getSubject(),
                Objects.requireNonNullElse(token.getClaimAsString("sid"), ""),
                scopes(token),
                reach(token));
    }

    private static Reach reach(Jwt token) {
        return Reach.of(token.getClaims().get("audit"))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN,
                        "The token's claim audit is not an object of classes, groups and userPrefixes, each a list of"
                                + " 1 to 100 names."));
    }

    private static Set<String> scopes(Jwt token) {
        String scope = Objects.requireNonNullElse(token.getClaimAsString("scope"), "");
        return Set.copyOf(
                java.util.Arrays.asList(scope.split(" ")).stream().distinct().toList());
    }
}
