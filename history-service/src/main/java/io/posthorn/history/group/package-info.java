// SPDX-License-Identifier: Apache-2.0
/**
 * Who was a member of which group, and when. A topic that is compacted keeps the last word on each membership; here each is kept.
 *
 * <pre>
 * group_members                                            no TTL: who joined long ago may still be a member
 * ┌────────── partition ──────────┬─ ascending ─┬─ descending ─┬────────┐   partition: of posthorn.groups
 * │ group_id   partition   slice  │ user        │ at    offset │ member │   slice: offset / 100,000
 * └───────────────────────────────┴─────────────┴──────────────┴────────┘
 *   serves: the members of a group as of a time, user after user                 (SelectChanges)
 * group_slices       (group_id) → partition, slice      where there is anything  (SelectSlices)
 *
 * user_groups                                              no TTL
 * ┌────────── partition ──────────┬─ ascending ─┬─ descending ─┬────────┐
 * │ user       partition   slice  │ group_id    │ at    offset │ member │
 * └───────────────────────────────┴─────────────┴──────────────┴────────┘
 *   serves: the groups of a user, and when                                       (SelectChanges)
 * user_slices        (user) → partition, slice          where there is anything  (SelectSlices)
 * </pre>
 *
 * <p>All records of a membership stand on one partition of the topic, as its compaction needs. So a list is read partition after
 * partition: of each all slices at once, merged by name.
 *
 * <p>Sizes: rows of one partition of a table come from 100,000 offsets of one partition of the topic, a row from one offset. A row has
 * 450 B at most (384 of an id): 45 MB, whoever comes and goes how often, for a group as for a user; what is usual is 80 B and 8 MB.
 * Were the topic deleted and created again, its offsets would be counted twice: 90 MB. An index has a row of 40 B for each slice of the
 * topic at most: 10,000 members that are told anew every hour for ten years are 876 million records, 8,760 slices, 350 KB; 100 MB come
 * after 250 billion records.
 *
 * <p>Reading: of each partition as many questions as there are slices with anything of the group or the user in them. With 48
 * partitions those 876 million records are 183 slices in each.
 */
@NullMarked
package io.posthorn.history.group;

import org.jspecify.annotations.NullMarked;
