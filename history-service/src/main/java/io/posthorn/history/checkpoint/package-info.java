// SPDX-License-Identifier: Apache-2.0
/**
 * Trees as they were when they were signed.
 *
 * <pre>
 * tree_heads                             no TTL          tree_checkpoints                         no TTL
 * ┌ partition ┐                                          ┌──── partition ────┬ ascending ┐
 * │ tree      │ size, root, note, signed_at              │ tree       bucket │ size      │ root, note, signed_at
 * └───────────┘                                          │            size / 65,536      │
 *   the newest: written with the size as its time,       └───────────────────┴───────────┘
 *   so that a smaller one never takes its place            a partition has at most 65,536 rows of 400 bytes, 26 MB; at a
 *                                                          checkpoint every 2 s, 17 MB for each day with news all day
 *   serves: the newest checkpoint                          serves: a checkpoint by its size, the next one from a size on
 * </pre>
 *
 * <p>Of a size that was signed again, with another key, the note in {@code tree_checkpoints} is the newest: both notes of a head have
 * the same time.
 */
@NullMarked
package io.posthorn.history.checkpoint;

import org.jspecify.annotations.NullMarked;
