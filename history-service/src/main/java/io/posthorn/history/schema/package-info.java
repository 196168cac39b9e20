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
 * ┌ partition ┬────── ascending ──────┐
 * │ user      │ month   slice   tier  │
 * │ user-1    │ 202611  0       7d    │
 * └───────────┴───────────────────────┘
 *   serves: which partitions of which tables hold anything of an owner            (stored.SelectSlices)
 *
 * audit_reads                                        no TTL
 * ┌──── partition ────┬─ ascending ─┬────────────────────────────────────────────────────────────┐
 * │ day         shard │ at      id  │ reader, session, user, purpose, query, rows, address       │
 * │ 2026-11-20  3     │             │                                                            │
 * └───────────────────┴─────────────┴────────────────────────────────────────────────────────────┘
 *   serves: who read what on a day: eight partitions; one reader's: one partition, shard = hash(reader) mod 8
 * </pre>
 */
@NullMarked
package io.posthorn.history.schema;

import org.jspecify.annotations.NullMarked;
