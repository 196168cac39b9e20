// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import org.jspecify.annotations.Nullable;

/** Whoever keeps what {@link TableFollower} reads. All calls come on its thread and must not block. */
public interface TableReader {

    /** A record; those of one key come in their order. All of them may come again. Must not throw. */
    void apply(Topic topic, byte @Nullable [] key, byte @Nullable [] value);

    /** Some records have been applied: once for many. */
    void changed();

    /**
     * All that had been appended up to a moment has been applied.
     *
     * @param nanos the moment, as {@link System#nanoTime}
     */
    void readUpTo(long nanos);

    /** What keeps it from reading; it is tried again by itself. */
    void failed(Exception why);
}
