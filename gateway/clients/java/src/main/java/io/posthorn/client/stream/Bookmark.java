// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the device has stored its stream; outlives connections. Written by one thread at a time, read by any.
 *
 * <p>What a resume names counts as acknowledged, so a bookmark never runs ahead of what is stored.
 */
public final class Bookmark {

    private static final String EARLIEST = "earliest";

    private final @Nullable String wish;
    private volatile @Nullable String stored;

    /** @param wish for the time before anything is known: a cursor, {@code earliest}, {@code latest} or nothing */
    public Bookmark(@Nullable String wish) {
        this.wish = wish;
    }

    /** For the next {@code hello}. Empty: the server's cursor of this device. */
    public Optional<String> resume() {
        String known = stored;
        return known == null ? Optional.ofNullable(wish) : Optional.of(known.isEmpty() ? EARLIEST : known);
    }

    /** The last cursor stored, or where the server said that the stream continues; empty when neither is known. */
    public Optional<String> cursor() {
        return Optional.ofNullable(stored).filter(cursor -> !cursor.isEmpty());
    }

    /**
     * The server has said where the stream continues. From now on {@code latest} would pass over what has come since.
     *
     * @param cursor empty at the start of a stream
     */
    public void continuesAt(String cursor) {
        stored = cursor;
    }

    public void stored(String cursor) {
        stored = cursor;
    }
}
