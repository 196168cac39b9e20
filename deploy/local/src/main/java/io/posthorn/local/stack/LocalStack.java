// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.local.server.KafkaServer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A running stack. Everything in it can be killed and started again one by one; closing it stops all in order. */
public final class LocalStack implements AutoCloseable {

    private final WorkFolder work;
    private final KafkaServer kafka;
    private final CassandraServer cassandra;
    private final TokenIssuer issuer;
    private final Map<Service, List<ServiceProcess>> services = new EnumMap<>(Service.class);

    private LocalStack(StackConfig config, WorkFolder work) {
        this.work = work;
        BrokerTuning broker = config.broker();
        kafka = new KafkaServer(work.of("kafka"), config.ports().kafka(), broker.jvmOptions(), broker.relayed());
        cassandra = new CassandraServer(work.of("cassandra"), config.ports().cassandra(), config.cassandraJvm());
        issuer = TokenIssuer.start(work.of("issuer"), config.ports().issuer());
        ServiceProperties told = new ServiceProperties(
                kafka.bootstrapServers(),
                cassandra.host(),
                cassandra.port(),
                issuer.uri(),
                issuer.jwkSetUri(),
                Optional.of(IntegrityKey.in(work.of("integrity-key.pem"))));
        for (Service service : Service.values()) {
            services.put(service, new ServiceInstances(config, service, work, told).create());
        }
    }

    /**
     * Returns when everything is ready.
     *
     * @throws CannotStart naming everything that is in the way; nothing runs then
     */
    public static LocalStack start(StackConfig config, StackListener listener) {
        Preflight.require(config);
        WorkFolder work = WorkFolder.take(config.work());
        LocalStack stack;
        try {
            stack = new LocalStack(config, work);
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
        try {
            new StackStart(stack, listener).run();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public KafkaServer kafka() {
        return kafka;
    }

    public CassandraServer cassandra() {
        return cassandra;
    }

    public TokenIssuer issuer() {
        return issuer;
    }

    /** All child processes, servers first. */
    public List<ChildJvm> processes() {
        return Stream.concat(
                        Stream.of(kafka, cassandra), services.values().stream().flatMap(List::stream))
                .toList();
    }

    /** The instances, the first one first. */
    public List<ServiceProcess> all(Service service) {
        return services.getOrDefault(service, List.of());
    }

    /** @param number counted from 1 */
    public ServiceProcess gateway(int number) {
        return all(Service.GATEWAY).get(number - 1);
    }

    /** @param number counted from 1 */
    public ServiceProcess delivery(int number) {
        return all(Service.DELIVERY).get(number - 1);
    }

    public ServiceProcess history() {
        return all(Service.HISTORY).get(0);
    }

    /** Services first, because they finish their work with the servers. */
    @Override
    public void close() {
        Together.stop(services.values().stream().flatMap(List::stream).toList());
        issuer.close();
        Together.stop(List.of(kafka, cassandra));
        work.close();
    }
}
