// SPDX-License-Identifier: Apache-2.0
/** Swarms of devices as their benchmark sees them: processes that it starts, orders and asks. */
@NullMarked
package io.posthorn.bench.generator;

import org.jspecify.annotations.NullMarked;
