// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.stack;

import io.posthorn.contracts.topic.Topics;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.LocalTopics;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackListener;
import io.posthorn.local.stack.StackPorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A platform with nothing in it, on free ports, with bounds so small that a run passes them. */
public final class CrashStack implements AutoCloseable {

    /** Messages that wait for one user in the pending store: who is away for a minute is served from history. */
    private static final int PENDING_PER_USER = 60;

    private final LocalStack stack;

    public CrashStack(LocalStack stack) {
        this.stack = stack;
    }

    public record Size(int gateways, int deliveries) {

        public Size {
            if (gateways < 1 || deliveries < 1) {
                throw new IllegalArgumentException(
                        "gateways and deliveries are %d and %d, allowed: 1 or more".formatted(gateways, deliveries));
            }
        }
    }

    /** Returns when everything is ready. */
    public static CrashStack start(Path work, Size size, StackListener listener) {
        return new CrashStack(LocalStack.start(config(work, size), listener));
    }

    /** For runs that want more of it. */
    public static StackConfig config(Path work, Size size) {
        return StackConfig.of(StackConfig.homeOfThisBuild(), work)
                .withPorts(StackPorts.FREE)
                .shortLived()
                .with(Service.GATEWAY, tuning -> tuning.withInstances(size.gateways()))
                .with(
                        Service.DELIVERY,
                        tuning -> tuning.withInstances(size.deliveries())
                                .withProperty("posthorn.delivery.standbys", size.deliveries() > 1 ? "1" : "0")
                                .withProperty("posthorn.delivery.pending-per-user", String.valueOf(PENDING_PER_USER)));
    }

    public LocalStack processes() {
        return stack;
    }

    public Topics topics() {
        return LocalTopics.TOPICS;
    }

    public String kafka() {
        return stack.kafka().bootstrapServers();
    }

    /** By name, servers first: {@code Kafka}, {@code Cassandra}, {@code gateway-1}, … */
    public Map<String, ChildJvm> byName() {
        return stack.processes().stream()
                .collect(Collectors.toMap(ChildJvm::name, each -> each, (a, b) -> a, LinkedHashMap::new));
    }

    /** Where devices connect: one address for each gateway. */
    public List<URI> gateways() {
        return stack.all(Service.GATEWAY).stream()
                .map(gateway -> URI.create("ws://localhost:" + gateway.port() + "/ws"))
                .toList();
    }

    /** As each delivery instance sees it. */
    public List<GroupMembers> group(String name) {
        return stack.all(Service.DELIVERY).stream()
                .map(delivery -> new GroupMembers(delivery.uri(), name, () -> token("operator", "admin")))
                .toList();
    }

    public String deviceToken(String user) {
        return token(user, "device");
    }

    private String token(String user, String scope) {
        return stack.issuer().token(new TokenRequest(user, scope));
    }

    /** Nobody needs its data any more, so there is nothing to bring to an orderly end. */
    @Override
    public void close() {
        stack.processes().forEach(ChildJvm::kill);
        stack.close();
    }
}
