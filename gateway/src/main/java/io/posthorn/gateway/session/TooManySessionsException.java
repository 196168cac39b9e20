// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

/** A user has as many sessions as are allowed. */
final class TooManySessionsException extends RuntimeException {

    TooManySessionsException() {
        super("as many sessions as posthorn.gateway.session.per-user allows", null, false, false);
    }
}
