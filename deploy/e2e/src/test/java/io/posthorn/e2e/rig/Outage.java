// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.local.jvm.ChildJvm;

/** A process is gone until this is closed. */
public final class Outage implements AutoCloseable {

    private final ChildJvm process;

    Outage(ChildJvm process) {
        this.process = process;
    }

    public boolean lasts() {
        return !process.isAlive();
    }

    /** Returns when the process works again. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            process.start();
        }
    }
}
