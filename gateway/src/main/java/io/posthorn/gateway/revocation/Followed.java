// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import io.posthorn.contracts.topic.Topic;
import org.jspecify.annotations.Nullable;

/** A topic that is held in memory. Called by one thread, which must not wait. */
public interface Followed {

    Topic topic();

    /** @return whether this version can read it */
    boolean apply(byte[] key, byte @Nullable [] value);

    /** Some revocations have been applied, whichever topic this one follows. */
    default void revoked() {}
}
