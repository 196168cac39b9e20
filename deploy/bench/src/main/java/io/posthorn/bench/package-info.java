// SPDX-License-Identifier: Apache-2.0
/** Measures a whole stack from the outside, one command for each question. */
@NullMarked
package io.posthorn.bench;

import org.jspecify.annotations.NullMarked;
