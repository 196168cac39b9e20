// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

/**
 * A breach.
 *
 * @param whom a device as {@code user/device}, a user, or a topic
 */
public record Finding(Invariant invariant, String whom, String what) {

    @Override
    public String toString() {
        return invariant + " " + whom + ": " + what;
    }
}
