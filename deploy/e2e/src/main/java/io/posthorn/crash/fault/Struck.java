// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

/**
 * A fault that was done. Times are milliseconds since the epoch.
 *
 * @param restored every process that was struck is ready again
 * @param recovered messages that were sent after that have arrived at every probe; 0: not within the time allowed
 */
public record Struck(Fault fault, long begun, long restored, long recovered) {

    public boolean wentOn() {
        return recovered != 0;
    }
}
