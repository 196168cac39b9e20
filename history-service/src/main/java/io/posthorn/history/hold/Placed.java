// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;

/** A message that is stored, and whose it is. */
public record Placed(Owner owner, Message message) {

    /** In a partition of a hold at most: fixed, it is part of the key. */
    private static final int SLICE_ROWS = 1_000;

    HeldSlice slice() {
        return new HeldSlice(owner, bucket());
    }

    /** The same whenever it is copied. */
    Bucket bucket() {
        return Bucket.of(message.getPosition().getAppendedAt(), message.getOrdinal(), SLICE_ROWS);
    }
}
