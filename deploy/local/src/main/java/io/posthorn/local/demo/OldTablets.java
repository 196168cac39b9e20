// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.client.PosthornClient;
import io.posthorn.local.access.Devices;
import io.posthorn.local.access.Devices.Device;
import io.posthorn.local.access.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The tablets of earlier runs. A message waits until each device has it, so they would hold back what this run wants to see
 * leave the pending store: they come once more, say that they want nothing older than now, and leave.
 */
final class OldTablets {

    private static final String PREFIX = "tablet-";
    private static final int PATIENCE_SECONDS = 15;

    private OldTablets() {}

    /** The name of the next one: no device of the user has it. */
    static String next(List<String> devices) {
        int last = devices.stream()
                .filter(name -> name.matches(PREFIX + "\\d{1,8}"))
                .mapToInt(name -> Integer.parseInt(name.substring(PREFIX.length())))
                .max()
                .orElse(0);
        return PREFIX + (last + 1);
    }

    static boolean isOne(String device) {
        return device.startsWith(PREFIX);
    }

    static void stepForward(Stage stage) throws InterruptedException {
        List<PosthornClient> tablets = new ArrayList<>();
        for (Device device : new Devices(stage.stack()).of(stage.user())) {
            if (isOne(device.name()) && !device.connected()) {
                tablets.add(PosthornClient.builder(stage.stack().webSocket())
                        .token(new Tokens(stage.stack()).ofDevices(stage.user()))
                        .device(device.name())
                        .resume("latest")
                        .connect());
            }
        }
        for (PosthornClient tablet : tablets) {
            leave(tablet);
        }
    }

    private static void leave(PosthornClient tablet) throws InterruptedException {
        try (tablet) {
            tablet.live().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Stalled("a tablet of an earlier run could not connect: " + e);
        }
    }
}
