// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

/**
 * A row that has not outlived its tier.
 *
 * @param secondsLeft 0: without end
 */
record Fresh(NewRow row, int secondsLeft) {}
