// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.command;

import io.posthorn.bench.swarm.Upgrade;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.StackConfig;
import java.util.Map;

/**
 * How gateways run that are weighed.
 *
 * @param jdk of the services
 * @param heap of each gateway, fixed and touched from the start: what grows besides is seen by itself
 * @param compactHeaders of objects, in gateways
 * @param properties of gateways, beyond what their stack tells them
 */
public record GatewayJvm(int instances, Jdk jdk, String heap, boolean compactHeaders, Map<String, String> properties) {

    private static final int COMPACT_HEADERS_SINCE = 25;
    /** It holds the users of all who are connected. */
    private static final String HEAP_OF_DELIVERY = "-Xmx1g";

    public GatewayJvm {
        Rule.between(1, 9, "--gateways", instances);
        Rule.require(heap.matches("[1-9]\\d{0,5}[mg]"), "--gateway-heap", heap, "a number and m or g, as in 512m");
        Rule.require(
                !compactHeaders || jdk.feature() >= COMPACT_HEADERS_SINCE,
                "--java",
                jdk.home() + ", release " + jdk.feature(),
                "with --coh release " + COMPACT_HEADERS_SINCE + " or later");
        properties = Map.copyOf(properties);
    }

    /** {@code JDK 25, compact object headers, heap 512m}. */
    public String title() {
        return "JDK %d%s, heap %s".formatted(jdk.feature(), compactHeaders ? ", compact object headers" : "", heap);
    }

    public StackConfig of(StackConfig stack) {
        StackConfig changed = stack.withJavaHome(jdk.home())
                .with(Service.DELIVERY, delivery -> delivery.withJvmOption(HEAP_OF_DELIVERY))
                .with(
                        Service.GATEWAY,
                        gateway -> gateway.withInstances(instances)
                                .withProperty("posthorn.gateway.allowed-origins", Upgrade.ORIGIN)
                                .withJvmOption("-Xms" + heap)
                                .withJvmOption("-Xmx" + heap)
                                .withJvmOption("-XX:+AlwaysPreTouch"));
        if (compactHeaders) {
            changed = changed.with(Service.GATEWAY, gateway -> gateway.withJvmOption("-XX:+UseCompactObjectHeaders"));
        }
        for (Map.Entry<String, String> property : properties.entrySet()) {
            changed = changed.with(
                    Service.GATEWAY, gateway -> gateway.withProperty(property.getKey(), property.getValue()));
        }
        return changed;
    }
}
