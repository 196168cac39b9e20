// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

/** Ends this process, gracefully but for good. Returns at once. */
@FunctionalInterface
interface ProcessExit {

    /** Another process has this gateway's id. */
    int TAKEN_OVER = 3;
    /** The topics do not fit the configuration. */
    int MISCONFIGURED = 4;
    /** An error in this program. */
    int BROKEN = 5;

    void exit(int status);

    static ProcessExit ofJvm() {
        // On a thread of its own: the shutdown hooks wait for the caller's.
        return status -> new Thread(() -> System.exit(status), "posthorn-exit").start();
    }
}
