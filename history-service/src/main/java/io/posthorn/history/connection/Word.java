// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.Locale;

/**
 * How far a device is, by its own word.
 *
 * @param at append time of the word
 * @param offset of the word in its topic
 */
record Word(Kind kind, Position position, Instant at, long offset) {

    enum Kind {
        /** On a connection that had been sent as much: the gateway has seen to that. */
        ACKED,
        /** In a hello: of what there was then, whatever it names. */
        SAID,
        READ,
        /** Nothing that was said before counts. */
        FORGOTTEN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    boolean isAfter(Word other) {
        int byTime = at.compareTo(other.at);
        return byTime > 0 || byTime == 0 && offset > other.offset;
    }
}
