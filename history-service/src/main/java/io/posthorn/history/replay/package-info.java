// SPDX-License-Identifier: Apache-2.0
/** Pages of history for devices that were away longer than the pending store reaches. */
@NullMarked
package io.posthorn.history.replay;

import org.jspecify.annotations.NullMarked;
