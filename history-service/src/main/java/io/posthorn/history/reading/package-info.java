// SPDX-License-Identifier: Apache-2.0
/** A user's own messages over HTTP. */
@NullMarked
package io.posthorn.history.reading;

import org.jspecify.annotations.NullMarked;
