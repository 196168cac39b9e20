// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Posthorn's own services: where the build leaves them and how they run. */
public enum Service {
    GATEWAY("gateway", "gateway/target/posthorn-gateway.jar", "-Xmx256m"),
    DELIVERY("delivery", "delivery-service/target/posthorn-delivery-service.jar", "-Xmx384m"),
    /** Its driver would wait a second after each table that it creates, in case another one follows. */
    HISTORY(
            "history",
            "history-service/target/posthorn-history-service.jar",
            "-Xmx256m",
            "-Ddatastax-java-driver.advanced.metadata.schema.debouncer.window=1ms");

    private final String title;
    private final String jar;
    private final List<String> jvmOptions;

    Service(String title, String jar, String... jvmOptions) {
        this.title = title;
        this.jar = jar;
        this.jvmOptions = Stream.concat(Stream.of(jvmOptions), Stream.of("-XX:+ExitOnOutOfMemoryError"))
                .toList();
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
        return jvmOptions;
    }
}
