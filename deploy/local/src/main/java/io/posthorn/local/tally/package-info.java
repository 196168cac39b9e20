// SPDX-License-Identifier: Apache-2.0
/** What was sent, what became of it on each device, and how long it took. */
@NullMarked
package io.posthorn.local.tally;

import org.jspecify.annotations.NullMarked;
