// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

/**
 * What an auditor asks for, as the log of audit reads shows it.
 *
 * @param user whom it is about; empty: not one user
 * @param what the query, without any content; at most {@link #LONGEST} characters, what is longer is cut
 */
public record AuditedQuery(String user, String what) {

    static final int LONGEST = 1_000;

    public AuditedQuery {
        what = what.length() > LONGEST ? what.substring(0, LONGEST) : what;
    }

    boolean isAboutOneUser() {
        return !user.isEmpty();
    }
}
