// SPDX-License-Identifier: Apache-2.0
/**
 * Who was a member of which group, and when. A topic that is compacted keeps the last word on each membership; here each is kept.
 *
 * <pre>
 * group_members                                        no TTL: who joined long ago may still be a member
 * ┌──── partition ────┬─ ascending ─┬────── descending ──────┬────────┐
 * │ group_id    shard │ user        │ at   partition  offset │ member │   shard = hash(user) mod 16
 * └───────────────────┴─────────────┴────────────────────────┴────────┘
 *   serves: the members of a group as of a time, user after user                 (SelectGroupMembers)
 *
 * user_groups                                          no TTL
 * ┌─ partition ─┬─ ascending ─┬────── descending ──────┬────────┐
 * │ user        │ group_id    │ at   partition  offset │ member │
 * └─────────────┴─────────────┴────────────────────────┴────────┘
 *   serves: the groups of a user, and when                                       (SelectUserGroups)
 * </pre>
 *
 * <p>Sizes: a group of 10,000 has 625 members in each shard; each of them changed once a week for ten years: 625 × 520 × 100 B = 33 MB. A
 * user in 1,000 groups, each changed once a week for a year: 1,000 × 52 × 100 B = 5 MB.
 */
@NullMarked
package io.posthorn.history.group;

import org.jspecify.annotations.NullMarked;
