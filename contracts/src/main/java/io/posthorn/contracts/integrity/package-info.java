// SPDX-License-Identifier: Apache-2.0
/**
 * What proves that history is what the log was: one RFC 6962 Merkle tree for each partition of {@code posthorn.messages}, its
 * signed checkpoints, and proofs that anybody can check who has none of Posthorn's stores.
 */
@NullMarked
package io.posthorn.contracts.integrity;

import org.jspecify.annotations.NullMarked;
