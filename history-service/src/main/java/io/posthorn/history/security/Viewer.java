// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import java.util.Set;

/**
 * Who asks.
 *
 * @param user {@code sub}
 * @param session {@code sid}; empty when the token names none
 * @param scopes of the token
 * @param reach of an auditor
 */
public record Viewer(String user, String session, Set<String> scopes, Reach reach) {

    static final String DEVICE = "device";
    static final String AUDIT = "audit";
    static final String ADMIN = "admin";

    /** What the viewer may do with the messages of a user. */
    public enum Access {
        /** They are the viewer's own. */
        OWN,
        /** Somebody else's: with a purpose, and recorded. */
        AUDITED,
        NONE
    }

    public Access accessTo(String owner) {
        if (user.equals(owner) && scopes.contains(DEVICE)) {
            return Access.OWN;
        }
        return isAuditor() ? Access.AUDITED : Access.NONE;
    }

    public boolean isAuditor() {
        return scopes.contains(AUDIT);
    }

    public boolean isAdmin() {
        return scopes.contains(ADMIN);
    }
}
