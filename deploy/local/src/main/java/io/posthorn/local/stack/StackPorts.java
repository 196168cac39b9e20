// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.machine.Ports;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.local.server.KafkaServer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Where everything listens; 0 means a free port. The ports of services are those of their first instance. */
public record StackPorts(int kafka, int cassandra, int issuer, int gateway, int delivery, int history) {

    public static final StackPorts DEFAULT = new StackPorts(9092, 9042, 8083, 8080, 8081, 8082);
    public static final StackPorts FREE = new StackPorts(0, 0, 0, 0, 0, 0);

    int of(Service service) {
        return switch (service) {
            case GATEWAY -> gateway;
            case DELIVERY -> delivery;
            case HISTORY -> history;
        };
    }

    /** All that are taken, each with the option that chooses another. */
    List<String> problems(IntPredicate isFree) {
        return Stream.of(
                        problem("Kafka", kafka, KafkaServer.PORT_OPTION, isFree),
                        problem("Cassandra", cassandra, CassandraServer.PORT_OPTION, isFree),
                        problem("the token issuer", issuer, TokenIssuer.PORT_OPTION, isFree),
                        problem("the gateway", gateway, Service.GATEWAY.portOption(), isFree),
                        problem("the delivery service", delivery, Service.DELIVERY.portOption(), isFree),
                        problem("the history service", history, Service.HISTORY.portOption(), isFree))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> problem(String who, int port, String option, IntPredicate isFree) {
        return Ports.problem(who, port, option, port == 0 || isFree.test(port));
    }
}
