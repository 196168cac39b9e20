// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

/** The statements. */
record Counts(SelectCount count, InsertCount insert, SelectDays days) {}
