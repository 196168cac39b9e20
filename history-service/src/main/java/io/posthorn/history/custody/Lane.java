// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

/** Errands of one lane take turns, and wait for none of another. */
public enum Lane {
    /** Of holds that name users. */
    NAMED,
    /** Gathering for holds that name nobody: each walks through all of history. */
    EVERYBODY,
    /** Removes what such a walk has copied: erasures wait for it. */
    CLEARING,
    /** Of one user each; there may be many. */
    ERASURE;

    public static Lane ofGathering(Criteria criteria) {
        return criteria.users().isEmpty() ? EVERYBODY : NAMED;
    }

    public static Lane ofClearing(Criteria criteria) {
        return criteria.users().isEmpty() ? CLEARING : NAMED;
    }
}
