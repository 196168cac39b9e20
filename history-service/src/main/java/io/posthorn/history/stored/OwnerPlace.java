// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.history.tier.Owner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An owner where Cassandra has it: by token, and by the bytes of the key where two have the same. */
record OwnerPlace(long token, Owner owner) {

    /** Whether this one stands before the owner, whose token is not smaller than this one's is. */
    boolean isBefore(Owner other) {
        return Arrays.compareUnsigned(bytes(owner), bytes(other)) < 0;
    }

    private static byte[] bytes(Owner owner) {
        return owner.key().getBytes(StandardCharsets.UTF_8);
    }
}
