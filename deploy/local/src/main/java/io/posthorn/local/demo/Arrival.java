// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

/**
 * A message of this run on a device.
 *
 * @param prev the cursor before it
 * @param replayed served by history
 * @param at {@link System#nanoTime}
 */
record Arrival(String id, String cursor, String prev, boolean replayed, long at) {}
