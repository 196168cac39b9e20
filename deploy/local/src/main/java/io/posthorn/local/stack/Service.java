// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import java.nio.file.Path;
import java.util.List;

/** Posthorn's own services: where the build leaves them and how much heap they get. */
public enum Service {
    GATEWAY("gateway", "gateway/target/posthorn-gateway.jar", "256m"),
    DELIVERY("delivery", "delivery-service/target/posthorn-delivery-service.jar", "384m"),
    HISTORY("history", "history-service/target/posthorn-history-service.jar", "256m");

    private final String title;
    private final String jar;
    private final String heap;

    Service(String title, String jar, String heap) {
        this.title = title;
        this.jar = jar;
        this.heap = heap;
    }

    /** The name of one instance of it, counted from 1: {@code gateway-1}. */
    public String instance(int number) {
        return title + "-" + number;
    }

    String portOption() {
        return "--" + title + "-port";
    }

    Path jar(Path home) {
        return home.resolve(jar);
    }

    List<String> jvmOptions() {
        return List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError");
    }
}
