// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

/** What no waiting will mend. */
final class MisconfiguredException extends Exception {

    private static final long serialVersionUID = 1L;

    MisconfiguredException(IllegalStateException why) {
        super(why.getMessage(), why);
    }
}
