// SPDX-License-Identifier: Apache-2.0
/** The parameters of requests, read and checked in one place. */
@NullMarked
package io.posthorn.history.asking;

import org.jspecify.annotations.NullMarked;
