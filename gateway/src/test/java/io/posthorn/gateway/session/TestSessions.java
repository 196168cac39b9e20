// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.v1.Session;

/** A session that begins at 1,000, is idle after 100, and ends at 2,000 at the latest. */
final class TestSessions {

    static final long BEGAN = 1_000;
    static final long IDLE = 100;
    static final long LATEST = 2_000;

    private TestSessions() {}

    static Session.Builder session(String id) {
        return Session.newBuilder()
                .setSession(id)
                .setUser("user-1")
                .setDisplayName("User One")
                .addScopes("device")
                .addRoles("clerk")
                .setBeganAt(BEGAN)
                .setActiveAt(BEGAN)
                .setEndsAt(LATEST)
                .setIdle(IDLE)
                .setTokenSession("token-session")
                .setTokenIssuedAt(900);
    }
}
