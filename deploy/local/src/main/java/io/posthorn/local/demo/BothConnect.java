// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.contracts.v1.Resumed;

/** Phone and laptop of one user come, and get what waited for them since the last time. */
final class BothConnect implements Scene {

    @Override
    public String title(Stage stage) {
        return "The phone and the laptop of " + stage.user() + " connect to "
                + stage.stack().webSocket();
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        connect(stage, stage.phone());
        connect(stage, stage.laptop());
    }

    private static void connect(Stage stage, DemoDevice device) throws InterruptedException {
        Resumed resumed = device.connect(null);
        String waited = resumed.getPending() > 0 ? ", " + resumed.getPending() + " waited from before" : "";
        stage.narrator().say(device.name() + " is connected and has caught up" + waited);
    }
}
