// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

/**
 * Whether what a connection began with still counts. Asked once more when the connection is one of those that a revocation
 * looks through, so that none slips in between.
 */
@FunctionalInterface
public interface Validity {

    /** When nothing is ever revoked. */
    Validity ALWAYS = (user, session, issuedAt) -> false;

    /**
     * Nothing here waits.
     *
     * @param session empty where its token names none
     * @param issuedAt in milliseconds since the epoch
     */
    boolean isVoid(String user, String session, long issuedAt);
}
