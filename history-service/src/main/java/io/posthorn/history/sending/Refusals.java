// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sending;

import io.posthorn.history.store.StoreFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Topics of which Kafka takes no facts, while somebody tries again and again. Thread-safe. */
public final class Refusals {

    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    void taken(String topic) {
        refusals.remove(topic);
    }

    void failed(String topic, Throwable failure) {
        String reason = StoreFailure.describe(root(failure));
        refusals.compute(topic, (key, before) -> Refusal.after(before, clock.instant(), reason));
    }

    /** What Kafka said; that sending failed is known. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Topic → since when, and why. Nothing passes where its facts are waited for. */
    public Map<String, String> standing() {
        Instant now = clock.instant();
        Map<String, String> standing = new TreeMap<>();
        refusals.forEach((topic, each) -> {
            if (each.stands(now)) {
                standing.put(topic, each.describe());
            }
        });
        return standing;
    }
}
