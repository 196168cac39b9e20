// SPDX-License-Identifier: Apache-2.0
/** The frames that a gateway writes, and how many faulty ones it takes. */
@NullMarked
package io.posthorn.gateway.frame;

import org.jspecify.annotations.NullMarked;
