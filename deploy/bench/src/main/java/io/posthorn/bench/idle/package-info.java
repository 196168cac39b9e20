// SPDX-License-Identifier: Apache-2.0
/** What a connection costs a gateway while it only exists, and how fast one message reaches all of them. */
@NullMarked
package io.posthorn.bench.idle;

import org.jspecify.annotations.NullMarked;
