// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

/** Holds up a device that reads no further. */
final class Gate {

    private boolean open = true;

    synchronized void close() {
        open = false;
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }

    synchronized void pass() {
        try {
            while (!open) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at a closed gate", e);
        }
    }
}
