// SPDX-License-Identifier: Apache-2.0
/** Load that is offered at a fixed rate, however long its answers take, and what came of it. */
@NullMarked
package io.posthorn.bench.load;

import org.jspecify.annotations.NullMarked;
