// SPDX-License-Identifier: Apache-2.0
/** A user's messages over HTTP. */
@NullMarked
package io.posthorn.history.reading;

import org.jspecify.annotations.NullMarked;
