// SPDX-License-Identifier: Apache-2.0
/**
 * A Merkle tree over each partition of {@code posthorn.messages}: one leaf for each message of the log, in its order, also for
 * those that cannot be read. Rows never expire and never change: built again from the log they are the same.
 *
 * <pre>
 * tree_hashes                                    no TTL
 * ┌───────────── partition ─────────────┬ ascending ┬──────┐
 * │ tree                  level   chunk │ node      │ hash │
 * │ posthorn/messages/…/3 0       0     │ 0         │      │  of a leaf
 * │ posthorn/messages/…/3 0       0     │ 1         │      │
 * │ posthorn/messages/…/3 8       0     │ 0         │      │  over the first 256 leaves; level 16 over 256 of these, and so on
 * │                               node / 65,536     │      │
 * └─────────────────────────────────────┴───────────┴──────┘
 *   serves: the hashes from one index to before another of a level, of which all others are computed (SelectTreeHashes)
 *           a partition has 65,536 rows of 40 bytes and some 30 of Cassandra's: 5 MB
 *
 * tree_leaves                                    no TTL
 * ┌───────────── partition ─────────────┬─ ascending ──┬────────────────────────────────────────────────────────┐
 * │ tree                  era   bucket  │ offset  leaf │ kind, appended_at, user_commitment, content_commitment │
 * │ posthorn/messages/…/3 1     0       │ 17     0     │                                                        │
 * │ posthorn/messages/…/3 0     0       │ 23     1     │ a record that cannot be read: its offset in messages   │
 * │                             offset / 65,536        │                                                        │
 * └─────────────────────────────────────┴──────────────┴────────────────────────────────────────────────────────┘
 *   serves: which leaf the message at a position is, also when the message has expired or was erased (SelectTreeLeaf)
 *           a partition has one row for each position, 65,536 of 100 bytes and some 50 of Cassandra's: 10 MB. The user plays no part.
 * </pre>
 *
 * <p>Together some 220 bytes for each message, which hardly compress, for good: 1.1 GB for 5 million messages.
 */
@NullMarked
package io.posthorn.history.integrity;

import org.jspecify.annotations.NullMarked;
