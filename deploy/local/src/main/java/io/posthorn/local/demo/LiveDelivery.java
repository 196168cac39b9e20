// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.local.upstream.Via;

/** Notifications by every way, each awaited on both devices. */
final class LiveDelivery implements Scene {

    private static final int EACH = 6;

    @Override
    public String title(Stage stage) {
        return "Notifications come from Kafka (JSON with CloudEvents headers, then Protobuf) and from POST /v1/notifications";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.open();
        for (Via via : Via.values()) {
            for (int count = 0; count < EACH; count++) {
                stage.deliver(via, stage.phone(), stage.laptop());
            }
        }
    }
}
