// SPDX-License-Identifier: Apache-2.0
/** Errors as RFC 9457 problem details. */
@NullMarked
package io.posthorn.history.problem;

import org.jspecify.annotations.NullMarked;
