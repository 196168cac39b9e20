// SPDX-License-Identifier: Apache-2.0
/** Which table a message lives in, how long it still lives, and which partition of the table holds it. */
@NullMarked
package io.posthorn.history.tier;

import org.jspecify.annotations.NullMarked;
