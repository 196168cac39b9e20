// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import java.time.Instant;

/** Of time, between two moments that are not included. */
record Stretch(Moment after, Moment before) {

    /** @param offset of what was appended in the same millisecond, in order */
    record Moment(Instant at, long offset) {

        static Moment justBefore(Instant at) {
            return new Moment(at, -1);
        }

        static Moment justAfter(Instant at) {
            return new Moment(at, Long.MAX_VALUE);
        }
    }

    /** Both included. */
    static Stretch between(Instant first, Instant last) {
        return new Stretch(Moment.justBefore(first), Moment.justAfter(last));
    }

    Stretch startingAfter(Moment moment) {
        return new Stretch(moment, before);
    }

    Stretch endingBefore(Moment moment) {
        return new Stretch(after, moment);
    }
}
