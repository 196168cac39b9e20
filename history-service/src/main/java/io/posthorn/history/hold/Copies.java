// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

/** The statements that make and remove copies. */
record Copies(InsertHeld insert, DeleteHeld delete) {}
