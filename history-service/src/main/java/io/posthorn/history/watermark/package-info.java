// SPDX-License-Identifier: Apache-2.0
/** Up to which position all is written: told to the router, and asked by whoever must not take a part for the whole. */
@NullMarked
package io.posthorn.history.watermark;

import org.jspecify.annotations.NullMarked;
