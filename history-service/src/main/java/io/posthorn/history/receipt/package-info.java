// SPDX-License-Identifier: Apache-2.0
/** What became of messages that only history holds, put on record in the receipts topic. */
@NullMarked
package io.posthorn.history.receipt;

import org.jspecify.annotations.NullMarked;
