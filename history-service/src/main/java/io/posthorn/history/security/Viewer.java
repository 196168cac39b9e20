// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import java.util.Set;

/**
 * Who asks.
 *
 * @param user {@code sub}
 * @param session {@code sid}; empty when the token names none
 * @param scopes of the token
 */
public record Viewer(String user, String session, Set<String> scopes) {

    static final String DEVICE = "device";
    static final String AUDIT = "audit";

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
        return scopes.contains(AUDIT) ? Access.AUDITED : Access.NONE;
    }
}
