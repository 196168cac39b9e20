// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.time.Instant;
import java.util.OptionalInt;

/** A message and where it belongs; the same for the same message, whenever it is read. */
record NewRow(Owner owner, Tier tier, Bucket bucket, Message message) {

    Home home() {
        return new Home(owner, tier, bucket);
    }

    long appendedAt() {
        return message.getPosition().getAppendedAt();
    }

    /** About as many as Cassandra is sent. */
    long bytes() {
        return message.getSerializedSize();
    }

    /** 0 without end; empty when its time has passed. */
    OptionalInt secondsLeft(Instant now) {
        return tier.secondsLeft(appendedAt(), now);
    }

    /** Microseconds, as {@code USING TIMESTAMP} wants it: what is deleted later than it was appended stays deleted. */
    long writtenAt() {
        return appendedAt() * 1_000;
    }
}
