// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import java.util.List;

/**
 * All that became of one notification for one user.
 *
 * @param rows in order of time, oldest first
 * @param isCut there are more than can be shown
 */
public record UserRows(String user, List<KeptReceipt> rows, boolean isCut) {

    /** A user has few of them unless their source gives one id again and again. */
    static final int MOST = 2_000;

    public UserRows {
        rows = rows.stream().sorted(KeptReceipt.BY_TIME).toList();
    }
}
