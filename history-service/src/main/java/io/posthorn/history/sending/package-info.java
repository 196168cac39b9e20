// SPDX-License-Identifier: Apache-2.0
/** The two producers: one for facts, which tries for long, one for pages, which gives up soon. */
@NullMarked
package io.posthorn.history.sending;

import org.jspecify.annotations.NullMarked;
