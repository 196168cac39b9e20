// SPDX-License-Identifier: Apache-2.0
/** What receipts say together: what became of a notification, of a message for one user, and on each of their devices. */
@NullMarked
package io.posthorn.history.outcome;

import org.jspecify.annotations.NullMarked;
