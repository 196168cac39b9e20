// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import java.time.LocalDate;

/**
 * How many messages of a class were kept on a UTC day.
 *
 * @param own messages to one user, counted once for each
 * @param broadcasts messages to everyone, counted once
 */
record DayCount(LocalDate day, String className, long own, long broadcasts) {}
