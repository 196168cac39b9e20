// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.stack;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackListener;
import io.posthorn.local.stack.StackPorts;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A whole stack with nothing in it, on free ports. */
public final class BenchStack implements AutoCloseable {

    /** The names that {@code deploy/local} gives to topics. */
    private static final Topics TOPICS = new Topics("posthorn", 1, 4, (short) 1);

    private static final String GENERATOR = "generator";

    private final LocalStack stack;

    private BenchStack(LocalStack stack) {
        this.stack = stack;
    }

    /**
     * @param work empty
     * @param progress hears what becomes ready
     */
    public static BenchStack start(Path work, PrintWriter progress) {
        return start(work, progress, UnaryOperator.identity());
    }

    /** @param change of what would be started otherwise: one of each service, as it is by default */
    public static BenchStack start(Path work, PrintWriter progress, UnaryOperator<StackConfig> change) {
        StackConfig config =
                change.apply(StackConfig.of(StackConfig.homeOfThisBuild(), work).withPorts(StackPorts.FREE));
        StackListener listener = (name, address, after) -> tell(progress, name, after);
        return new BenchStack(LocalStack.start(config, listener));
    }

    private static synchronized void tell(PrintWriter progress, String name, Duration after) {
        progress.printf("%-14s ready after %.1f s%n", name, after.toMillis() / 1_000.0);
        progress.flush();
    }

    /** Where devices connect: one address for each gateway. */
    public List<URI> gateways() {
        return stack.all(Service.GATEWAY).stream()
                .map(gateway -> URI.create("ws://localhost:" + gateway.port() + "/ws"))
                .toList();
    }

    public String deviceToken(String user) {
        return stack.issuer().token(new TokenRequest(user, "device"));
    }

    public String notificationsTopic() {
        return TOPICS.name(Topic.NOTIFICATIONS);
    }

    /** Every record a request of its own as soon as it is due. */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka().bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** To be closed by the caller. */
    public Admin admin() {
        return Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka().bootstrapServers()));
    }

    public Topics topics() {
        return TOPICS;
    }

    /** The gateways' processes by name. */
    public Map<String, Long> gatewayPids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        stack.all(Service.GATEWAY).forEach(gateway -> pids.put(gateway.name(), gateway.pid()));
        return pids;
    }

    /** Those of all that is neither a gateway nor a generator, by name. */
    public Map<String, Long> otherPids() {
        Map<String, Long> pids = pids();
        pids.remove(GENERATOR);
        pids.keySet().removeAll(gatewayPids().keySet());
        return pids;
    }

    /** Processes by name; this one is the {@code generator}. */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("kafka", stack.kafka().pid());
        pids.put("cassandra", stack.cassandra().pid());
        for (Service service : Service.values()) {
            for (ServiceProcess process : stack.all(service)) {
                pids.put(process.name(), process.pid());
            }
        }
        pids.put(GENERATOR, ProcessHandle.current().pid());
        return pids;
    }

    @Override
    public void close() {
        stack.close();
    }
}
