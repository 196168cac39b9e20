// SPDX-License-Identifier: Apache-2.0
/** Reading a user's rows back in the order of their positions, over months, slices and tiers. */
@NullMarked
package io.posthorn.history.stored;

import org.jspecify.annotations.NullMarked;
