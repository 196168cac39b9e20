// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.command;

import io.posthorn.local.machine.Jdk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How gateways are to run, on a command line. */
public final class GatewayOptions {

    @Option(names = "--java", paramLabel = "HOME", description = "of another JDK, for the services")
    private Path javaHome = Jdk.running().home();

    @Option(names = "--coh", description = "compact object headers in the gateways; needs a JDK 25")
    private boolean compactHeaders;

    @Option(names = "--gateway-heap", paramLabel = "SIZE", description = "of each gateway")
    private String heap = "512m";

    @Option(
            names = "--gateway-property",
            paramLabel = "NAME=VALUE",
            description = "for the gateways; may be given several times")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** @throws IllegalArgumentException naming option, value and rule */
    public GatewayJvm gateways(int instances) {
        Jdk jdk = Jdk.at(javaHome.toAbsolutePath())
                .orElseThrow(() -> new IllegalArgumentException("--java is " + javaHome + ", allowed: a JDK's home"));
        return new GatewayJvm(instances, jdk, heap, compactHeaders, properties);
    }
}
