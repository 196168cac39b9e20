// SPDX-License-Identifier: Apache-2.0
/** Up to which position all is written, told to the router. */
@NullMarked
package io.posthorn.history.watermark;

import org.jspecify.annotations.NullMarked;
