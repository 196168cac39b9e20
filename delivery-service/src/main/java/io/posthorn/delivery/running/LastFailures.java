// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import java.util.HashMap;
import java.util.Map;

/** Why something could not be done for each application at last, so that the same is told once. Of one thread. */
final class LastFailures {

    private final Map<String, String> reasons = new HashMap<>();

    /** Whether this is another reason than the application's last one. */
    boolean isNew(String application, String reason) {
        return !reason.equals(reasons.put(application, reason));
    }

    /** It was done. */
    void forget(String application) {
        reasons.remove(application);
    }
}
