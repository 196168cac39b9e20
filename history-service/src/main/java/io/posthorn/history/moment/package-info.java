// SPDX-License-Identifier: Apache-2.0
/**
 * Where a time lies in the log. A position names a record and not a time: without this, a range of time within a month would be
 * looked for row by row.
 *
 * <pre>
 * moments  (partition, month) at | era, offset, appended_at     8,928 rows of 40 bytes in a partition at most: 400 KB
 *           3          202611  10:05 1    23      10:06:17.1    any record of the five minutes serves; the first is kept
 *   serves: the last place before, and the first place after which nothing was appended in a range of time
 * </pre>
 */
@NullMarked
package io.posthorn.history.moment;

import org.jspecify.annotations.NullMarked;
