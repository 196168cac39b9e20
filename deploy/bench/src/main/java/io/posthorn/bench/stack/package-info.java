// SPDX-License-Identifier: Apache-2.0
/** The stack that a benchmark starts, loads and stops. */
@NullMarked
package io.posthorn.bench.stack;

import org.jspecify.annotations.NullMarked;
