// SPDX-License-Identifier: Apache-2.0
/**
 * The keyspace and its tables, created at start where they are missing.
 *
 * <pre>
 * messages_7d, messages_15d, … messages_forever      one for each tier; TTL = the tier's retention
 * ┌──────────── partition ────────────┬─ ascending ──┬────────────────────────────────────────────────┐
 * │ user     month    slice           │ era   offset │ prev_own, ordinal, class, title, body, data, … │
 * │ user-1   202611   0               │ 1     17     │                                                │
 * │          yyyymm   (ordinal-1)/1k  │ 1     23     │                                                │
 * │ everyone 3                        │ 1     19     │ a broadcast on partition 3 of the inbox        │
 * │          202611   0               │              │                                                │
 * └───────────────────────────────────┴──────────────┴────────────────────────────────────────────────┘
 *   serves: an owner's messages from one position to another, in either direction (stored.SelectMessages)
 *           an owner is a user, or everyone on a partition; no user's id holds a space (tier.Owner)
 *
 * slices                                             no TTL: a few small rows for each owner and month
 * ┌ partition ┬────── ascending ──────┬─────────────────────────────────────────────────┐
 * │ user      │ month   slice   tier  │ place                                           │
 * │ user-1    │ 202611  0       7d    │ (1, 17): era and offset of one of its messages  │
 * └───────────┴───────────────────────┴─────────────────────────────────────────────────┘
 *   serves: which partitions of which tables hold anything of an owner            (stored.SelectSlices)
 *
 * audit_reads                                        no TTL
 * ┌──── partition ────┬─ ascending ─┬────────────────────────────────────────────────────────────┐
 * │ day         shard │ at      id  │ reader, session, user, purpose, query, rows, address       │
 * │ 2026-11-20  3     │             │                                                            │
 * └───────────────────┴─────────────┴────────────────────────────────────────────────────────────┘
 *   serves: who read what on a day: sixteen partitions, drawn for each read   (audit.SelectAuditReads)
 *
 * tiers                                              no TTL: a row for each class and tier that it was ever kept in
 * ┌ partition ┬─ ascending ─┬───────┐
 * │ scope     │ class  tier │ since │
 * │ classes   │ chat   7d   │       │
 * └───────────┴─────────────┴───────┘
 *   serves: in which tiers messages of a class lie, and whether a class has moved   (tiering.SelectTiers)
 *
 * counts                                             no TTL: classes x 31 x partitions rows of some 60 bytes in a month,
 * ┌ partition ┬────── ascending ──────┬──────────────┐   1 MB with 10 classes and 48 partitions
 * │ month     │ class day   partition │ own          │
 * │ 202611    │ chat  11-20 3         │ broadcasts … │
 * └───────────┴───────────────────────┴──────────────┘
 *   serves: how many messages were kept of a class on a day                         (counting.SelectCounts)
 *
 * moments                                            no TTL: 8,928 rows of some 40 bytes in a month at most, 400 KB
 * ┌── partition ──────┬ ascending ┬─────────────┐
 * │ partition  month  │ at        │ era  offset │
 * │ 3          202611 │ 10:05     │ 1    23     │
 * └───────────────────┴───────────┴─────────────┘
 *   serves: before and after which place of the log lies what was appended in a range of time (moment.SelectMoments)
 *
 * Drawn where they are used:
 * receipts                                           (kept)
 * connections, connection_hours, connection_ends, devices, device_states, device_cursors   (connection)
 * group_members, group_slices, user_groups, user_slices   (group)
 * revocations                                        (revocation)
 * tree_hashes, tree_leaves                           (integrity)
 * tree_checkpoints, tree_heads                       (checkpoint)
 * custody, errands, errand_claims                    (custody)
 * held_messages, held_slices                         (hold)
 * </pre>
 */
@NullMarked
package io.posthorn.history.schema;

import org.jspecify.annotations.NullMarked;
