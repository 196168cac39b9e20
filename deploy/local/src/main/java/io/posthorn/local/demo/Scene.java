// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

/** A part of the demo. */
interface Scene {

    String title(Stage stage);

    /** @throws Stalled something that had to happen has not happened in its time */
    void play(Stage stage) throws InterruptedException;
}
