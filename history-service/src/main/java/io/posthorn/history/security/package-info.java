// SPDX-License-Identifier: Apache-2.0
/** Whose token may see what. */
@NullMarked
package io.posthorn.history.security;

import org.jspecify.annotations.NullMarked;
