// SPDX-License-Identifier: Apache-2.0
/** Holds the evidence against what is promised: pure decisions that return findings. */
@NullMarked
package io.posthorn.crash.check;

import org.jspecify.annotations.NullMarked;
