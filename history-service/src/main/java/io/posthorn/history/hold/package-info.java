// SPDX-License-Identifier: Apache-2.0
/**
 * Legal holds: what matches is copied, what is there when a hold is placed and what comes while it stands, and kept until it is
 * released.
 *
 * <pre>
 * held_messages                                      no TTL
 * ┌──────────── partition ──────────────┬─ ascending ─┬──────────────────────────────────────────────┐
 * │ hold     user     month   slice     │ era  offset │ as in messages_…                             │
 * │ case-17  user-1   202611  0         │ 1    17     │                                              │
 * │                   (ordinal-1)/1,000 │             │                                              │
 * └─────────────────────────────────────┴─────────────┴──────────────────────────────────────────────┘
 *   serves: the messages of a hold, page by page                                  (SelectHeld)
 *   size: 1,000 messages of 64 KB at most: 64 MB, also for the heaviest user
 *
 * held_slices                                        no TTL
 * ┌── partition ───┬────── ascending ──────┐
 * │ hold     shard │ user   slice   month  │
 * │ case-17  3     │ user-1 0       202611 │
 * │          hash(user) mod 16             │
 * └────────────────┴───────────────────────┘
 *   serves: which partitions of held_messages there are; whether anything of a user is held (SelectHeldSlices)
 *   size: 10 million users of one slice, 80 bytes each, in 16 partitions: 50 MB
 * </pre>
 *
 * <p>Nothing falls between. A writer first has its row acknowledged and then looks at the holds; what it knows of them is at most
 * as old as {@code posthorn.history.custody.knowledge}, else it asks again. A hold that it does not know was placed after that, and
 * its last look at what is stored begins only when so much time has passed: it finds the row.
 */
@NullMarked
package io.posthorn.history.hold;

import org.jspecify.annotations.NullMarked;
