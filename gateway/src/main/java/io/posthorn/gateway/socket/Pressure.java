// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

/**
 * How near all sockets together are to what they may hold. Those who hold much must not keep out those who hold little, so the
 * last quarter is for these, and beyond half nobody is waited for as long as before.
 *
 * @param held in bytes
 * @param most in bytes
 */
record Pressure(long held, long most) {

    private static final int SHORTEST_MILLIS = 1_000;

    /** @param modest whether the one that asks holds little or nothing */
    static long bound(long most, boolean modest) {
        return modest ? most : most - most / 4;
    }

    /** @param millis that are waited where there is room */
    int patience(int millis) {
        if (held * 2 <= most) {
            return millis;
        }
        long left = Math.max(0, most - held) * 2 * millis / most;
        return (int) Math.max(Math.min(SHORTEST_MILLIS, millis), left);
    }
}
