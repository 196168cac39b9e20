// SPDX-License-Identifier: Apache-2.0
/**
 * In which tier each class is kept, now and before. A class moves only when somebody has said so.
 *
 * <pre>
 * tiers   (scope) class tier | since        a few rows in one partition
 *         classes chat  7d   | 2026-10-01   old rows are still here
 *         classes chat  30d  | 2026-11-20   new ones go here: since is later
 *   serves: in which tiers messages of a class lie; has a class moved; how long did what is missing live
 * </pre>
 */
@NullMarked
package io.posthorn.history.tiering;

import org.jspecify.annotations.NullMarked;
