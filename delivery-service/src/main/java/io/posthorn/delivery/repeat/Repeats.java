// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.repeat;

import io.posthorn.delivery.state.FirstSeen;
import io.posthorn.delivery.streams.StoredProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/** Store of the notifications seen within the window. Times are append times of the inbox. */
public final class Repeats {

    private final WindowStore<Bytes, byte[]> store;
    private final long window;

    public Repeats(WindowStore<Bytes, byte[]> store, Duration window) {
        this.store = store;
        this.window = window.toMillis();
    }

    public @Nullable FirstSeen find(String user, String source, String id, long appendedAt) {
        try (var found = store.backwardFetch(key(user, source, id), appendedAt - window, appendedAt + window)) {
            return found.hasNext() ? StoredProto.read(FirstSeen.parser(), found.next().value) : null;
        }
    }

    public void remember(String user, String source, String id, long appendedAt, FirstSeen seen) {
        store.put(key(user, source, id), seen.toByteArray(), appendedAt);
    }

    /** None of the parts can hold a NUL. */
    private static Bytes key(String user, String source, String id) {
        return Bytes.wrap((user + '\0' + source + '\0' + id).getBytes(StandardCharsets.UTF_8));
    }
}
