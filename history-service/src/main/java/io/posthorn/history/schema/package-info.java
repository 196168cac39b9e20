// SPDX-License-Identifier: Apache-2.0
/**
 * The keyspace and its tables, created at start where they are missing.
 *
 * <pre>
 * messages_7d, messages_15d, … messages_forever      one for each tier; TTL = the tier's retention
 * ┌──────────── partition ────────────┬─ ascending ──┬────────────────────────────────────────────────┐
 * │ user     month    slice           │ era   offset │ prev_own, ordinal, class, title, body, data, … │
 * │ user-1   202611   0               │ 1     17     │                                                │
 * │          yyyymm   (ordinal-1)/50k │ 1     23     │                                                │
 * └───────────────────────────────────┴──────────────┴────────────────────────────────────────────────┘
 *   serves: a user's messages from one position to another, in either direction   (stored.SelectMessages)
 *
 * slices                                             no TTL: a few small rows for each user and month
 * ┌ partition ┬────── ascending ──────┐
 * │ user      │ month   slice   tier  │
 * │ user-1    │ 202611  0       7d    │
 * └───────────┴───────────────────────┘
 *   serves: which partitions of which tables hold anything of a user              (stored.SelectSlices)
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
