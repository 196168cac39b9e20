// SPDX-License-Identifier: Apache-2.0
/** What the command lines of all benchmarks have in common. */
@NullMarked
package io.posthorn.bench.command;

import org.jspecify.annotations.NullMarked;
