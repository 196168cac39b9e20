// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.gateway.revocation.Followed;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code posthorn.sessions}; and whoever has been revoked is looked for at once. */
final class SessionTopic implements Followed {

    private final SessionTable table;
    private final SessionSweep sweep;
    private final InstantSource wallClock;

    SessionTopic(SessionTable table, SessionSweep sweep, InstantSource wallClock) {
        this.table = table;
        this.sweep = sweep;
        this.wallClock = wallClock;
    }

    @Override
    public Topic topic() {
        return Topic.SESSIONS;
    }

    @Override
    public boolean apply(byte[] key, byte @Nullable [] value) {
        return table.apply(key, value, wallClock.millis());
    }

    @Override
    public void revoked() {
        sweep.look();
    }
}
