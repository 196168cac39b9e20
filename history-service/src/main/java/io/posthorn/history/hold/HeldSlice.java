// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.contracts.position.UserHash;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;

/** A partition of held messages. */
record HeldSlice(Owner owner, Bucket bucket) {

    static final int SHARDS = 16;

    int shard() {
        return shard(owner);
    }

    /** Perhaps of another month. */
    boolean isOfSlice(HeldSlice other) {
        return owner.equals(other.owner) && bucket.slice() == other.bucket.slice();
    }

    static int shard(Owner owner) {
        return Math.floorMod(UserHash.of(owner.key()), SHARDS);
    }
}
