// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import java.util.Locale;

/** What became of it, as far as is on record. */
public enum Outcome {
    /** Delivered, and seen by the user. */
    READ,
    DELIVERED,
    EXPIRED,
    SKIPPED,
    /** Sent to a connected device, which has not acked it. */
    ROUTED,
    /** Applied while no device was connected: it waits. */
    PENDING,
    REJECTED,
    /** Accepted, and whether it was ever applied for this user is not on record. */
    NEVER_ROUTED,
    /** Accepted for others. */
    NOT_ADDRESSED,
    /** Nothing is on record. */
    UNKNOWN;

    /** As in JSON: lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean arrived() {
        return this == READ || this == DELIVERED;
    }
}
