// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.time.Instant;

/** Whether what was good when it was issued still is. */
public interface Standing {

    /** Whether that can be told now. */
    boolean isKnown();

    /** @param session empty: none */
    boolean isVoid(String user, String session, Instant issuedAt);
}
