// SPDX-License-Identifier: Apache-2.0
/** Reading the rows of a user, or of everyone on a partition, back in the order of their positions, over months, slices and tiers. */
@NullMarked
package io.posthorn.history.stored;

import org.jspecify.annotations.NullMarked;
