// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

/**
 * When how many sockets are closed.
 *
 * @param connections at the beginning
 * @param millis in which all are closed
 */
record DrainPlan(int connections, long millis) {

    static DrainPlan of(int connections, int rate, long timeoutMillis) {
        return new DrainPlan(connections, Math.min(timeoutMillis, connections * 1_000L / rate));
    }

    /** How many are to be closed so long after the beginning: evenly spread. */
    int dueAfter(long elapsedMillis) {
        return elapsedMillis >= millis ? connections : (int) (connections * elapsedMillis / millis);
    }
}
