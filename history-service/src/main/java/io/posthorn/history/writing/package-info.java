// SPDX-License-Identifier: Apache-2.0
/**
 * Committed messages become rows. Those of one partition of a table are written together, in bundles, so many bundles at once, each
 * repeated until it holds; when one is refused, its rows are written one by one, and the one at fault is parked.
 */
@NullMarked
package io.posthorn.history.writing;

import org.jspecify.annotations.NullMarked;
