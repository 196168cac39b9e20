// SPDX-License-Identifier: Apache-2.0
/**
 * How many messages were kept, by class and day. A consumer of its own reads {@code posthorn.messages}; its rows have no end, so
 * they tell of messages that have expired.
 *
 * <pre>
 * counts   (month) class day partition | own, broadcasts, counted_up_to
 *          202611  chat  20  3         | 1204 0           88213          offset of the last record that is in it
 *
 *   10 classes x 31 days x 48 partitions = 14,880 rows of 60 bytes in a partition: 1 MB
 *   serves: how many messages of a class were kept on a day; up to 14 partitions for 400 days
 * </pre>
 *
 * A row is a function of the log up to {@code counted_up_to}, which is also its time: reading again changes nothing, and whoever
 * writes late, because another instance has the partition by now, changes nothing either.
 */
@NullMarked
package io.posthorn.history.counting;

import org.jspecify.annotations.NullMarked;
