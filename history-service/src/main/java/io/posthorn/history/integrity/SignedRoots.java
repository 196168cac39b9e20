// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.integrity.Hash;
import java.util.Map;

/** What was signed of a tree. Each may hold the caller, and throws when Cassandra does not answer. */
public interface SignedRoots {

    /** Size of the newest checkpoint; 0: there is none. */
    long newest(String tree);

    /** Size → root of the checkpoints above one size, up to and with another. */
    Map<Long, Hash> between(String tree, long after, long upTo);
}
