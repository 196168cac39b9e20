// SPDX-License-Identifier: Apache-2.0
/** What a request for a list asks for, checked; and whether it may. */
@NullMarked
package io.posthorn.history.asking;

import org.jspecify.annotations.NullMarked;
