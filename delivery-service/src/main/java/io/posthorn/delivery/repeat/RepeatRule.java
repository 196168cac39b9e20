// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.repeat;

import io.posthorn.contracts.v1.Origin;
import io.posthorn.delivery.state.FirstSeen;
import org.jspecify.annotations.Nullable;

/** Whether a notification has been here before. */
public enum RepeatRule {
    FIRST,
    /** Fanout ran again over the same record: nothing to tell. */
    SAME_RECORD,
    /** A producer sent it twice. */
    DUPLICATE;

    public static RepeatRule judge(@Nullable FirstSeen seen, Origin origin) {
        if (seen == null) {
            return FIRST;
        }
        return seen.getOrigin().equals(origin) ? SAME_RECORD : DUPLICATE;
    }
}
