// SPDX-License-Identifier: Apache-2.0
/** Reads what topics and tables hold into evidence. */
@NullMarked
package io.posthorn.crash.collect;

import org.jspecify.annotations.NullMarked;
