// SPDX-License-Identifier: Apache-2.0
/**
 * Places where a list goes on, closed: the last thing that was looked at may be a name that lies beyond the reader's reach.
 *
 * <pre>
 * seals                          no TTL
 * ┌─ partition ─┬──────────┐
 * │ name        │ key      │
 * │ places      │ 32 bytes │
 * └─────────────┴──────────┘
 *   serves: the key that all instances share, once at the start of each            (SelectSealKey)
 *   size: one row, written once, by a lightweight transaction: two instances that start together have one key
 * </pre>
 *
 * <p>Whoever can read this row can read the names themselves, which stand in the tables beside it.
 */
@NullMarked
package io.posthorn.history.sealing;

import org.jspecify.annotations.NullMarked;
