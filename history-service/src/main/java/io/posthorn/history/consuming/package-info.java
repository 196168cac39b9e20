// SPDX-License-Identifier: Apache-2.0
/**
 * Reading a topic partition by partition: one batch under way in each, committed only when it is done.
 *
 * <p><b>A topic that was deleted and created again.</b> Offsets of {@code messages} are remembered elsewhere (leaves of trees, counts, how far
 * each partition is written), so nothing is read while its id is another than the one on record. Nothing remembers those of the others.
 * Rows of {@code receipts}, {@code connections}, {@code groups} and {@code revocations} are found by what they say, or by the append time before
 * the offset, and a later append wins: no record of the new topic meets a row of the old. With a topic Kafka forgets the places of
 * its groups, so the new one is read from its first record; a loop that had a place in the old one, beyond the end of the new one,
 * stops and says so. {@code replay} is hints. What was deleted before it was read is lost, which an id on record would tell and not mend.
 */
@NullMarked
package io.posthorn.history.consuming;

import org.jspecify.annotations.NullMarked;
