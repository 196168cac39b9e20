// SPDX-License-Identifier: Apache-2.0
/** What became of one notification, over HTTP: for all its users page by page, and for one user in one answer. */
@NullMarked
package io.posthorn.history.ledger;

import org.jspecify.annotations.NullMarked;
