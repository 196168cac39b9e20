// SPDX-License-Identifier: Apache-2.0
/** Who read whose messages, when and why, recorded before they see them. */
@NullMarked
package io.posthorn.history.audit;

import org.jspecify.annotations.NullMarked;
