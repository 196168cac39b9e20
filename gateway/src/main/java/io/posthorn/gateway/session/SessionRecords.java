// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes {@code posthorn.sessions}. */
@FunctionalInterface
interface SessionRecords {

    /**
     * Complete once all replicas in sync have it; failed already when it returns if Kafka takes nothing now, for which it may have
     * waited a moment.
     *
     * @param record absent: nobody needs it any more
     */
    CompletableFuture<Void> write(String session, byte @Nullable [] record);
}
