// SPDX-License-Identifier: Apache-2.0
/**
 * Reading back what became of a notification.
 *
 * <pre>
 * receipts                                TTL = posthorn.history.receipts.retention, from the receipt's append time
 * ┌────── partition ──────┬────────────────────────── ascending ────────────────────────────┬──────────────────────┐
 * │ source  id      shard │ user    era offset  device  state         reason    told  place │ gateway, connection, │
 * │ orders  o-17    5     │                             1 accepted              false 4711  │ at, class, …         │
 * │ orders  o-17    11    │ user-1  1   17              4 routed                false       │                      │
 * │                       │ user-1  1   17      phone   6 delivered             true        │                      │
 * │                       │ user-1  1   17      tablet  9 skipped     collapsed true        │                      │
 * └───────────────────────┴─────────────────────────────────────────────────────────────────┴──────────────────────┘
 *   serves: what became of a notification for one user: one partition                        (kept.SelectOfUser)
 *           what is said of it as a whole: the same, of the user who has no name
 *           all its users in their order, either way: sixteen partitions, merged              (kept.SelectUsers)
 * </pre>
 *
 * <p><b>Identity.</b> A row is what a receipt says, without the clock: notification, user, position, device, state and reason, and
 * whether it came over a connection ({@code told}: that a message expired, and that a device was told so later, are two facts).
 * What names no user, and duplicates, may agree in all of that and still have happened more than once: a producer tries again
 * and is accepted again, each partition of a broadcast counts for itself. {@code place}, their offset in the topic, keeps them
 * apart; it is 0 for all others. A notification's receipts lie on one partition, so an offset is enough. Written again, a receipt
 * meets its row; the later one of two counts.
 *
 * <p><b>Size.</b> A row is some 150 bytes. A partition has a sixteenth of a notification's users: of a broadcast that 100,000 users
 * have on two devices, each delivered and read, 25,000 rows or 4 MB; on sixteen devices each, 30 MB. 100 MB are reached by
 * ten million rows. A group of 10,000 with two devices makes 4,000 rows in each.
 * A source that gives one id again and again adds to the same partitions, two rows each time to one user: ids are to be given
 * once. Of no user more than 2,000 rows are read, and of what is said of the whole the same.
 *
 * <p>What is said of no notification by name (messages that are lost with their names) stands under an empty source, and the user
 * as id.
 */
@NullMarked
package io.posthorn.history.kept;

import org.jspecify.annotations.NullMarked;
