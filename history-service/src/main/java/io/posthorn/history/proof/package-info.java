// SPDX-License-Identifier: Apache-2.0
/**
 * What is asked of trees from outside: checkpoints, consistency, hashes, and of one message that it is in. All is read from
 * Cassandra, so any instance answers for any partition; nothing is answered that does not fit what was signed.
 */
@NullMarked
package io.posthorn.history.proof;

import org.jspecify.annotations.NullMarked;
