// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.server.RelayedListener;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a stack is to be.
 *
 * @param home the project's root, where the services are built
 * @param work keeps the data; a stack that starts there again continues
 * @param javaHome runs the services
 * @param cassandraJvm options of Cassandra's JVM besides the usual ones, which they override
 */
public record StackConfig(
        Path home,
        Path work,
        Path javaHome,
        StackPorts ports,
        BrokerTuning broker,
        List<String> cassandraJvm,
        Map<Service, ServiceTuning> services) {

    public StackConfig {
        cassandraJvm = List.copyOf(cassandraJvm);
        home = home.toAbsolutePath().normalize();
        work = work.toAbsolutePath().normalize();
        services = Map.copyOf(services);
    }

    /** One instance of each service, the usual ports, the running Java. */
    public static StackConfig of(Path home, Path work) {
        return new StackConfig(
                home, work, Jdk.running().home(), StackPorts.DEFAULT, BrokerTuning.DEFAULT, List.of(), Map.of());
    }

    /** The project's root as the build and the scripts say it. */
    public static Path homeOfThisBuild() {
        String home = System.getProperty("posthorn.home");
        if (home == null) {
            throw new IllegalStateException("The system property posthorn.home must name the project's root folder");
        }
        return Path.of(home);
    }

    public StackConfig withPorts(StackPorts other) {
        return new StackConfig(home, work, javaHome, other, broker, cassandraJvm, services);
    }

    /** For a relay between some services and the broker; they are told of it with {@link #with}. */
    public StackConfig withRelayed(RelayedListener listener) {
        return withBroker(new BrokerTuning(broker.jvmOptions(), Optional.of(listener)));
    }

    private StackConfig withBroker(BrokerTuning other) {
        return new StackConfig(home, work, javaHome, ports, other, cassandraJvm, services);
    }

    public StackConfig withJavaHome(Path other) {
        return new StackConfig(home, work, other, ports, broker, cassandraJvm, services);
    }

    public StackConfig withCassandraJvm(List<String> options) {
        return new StackConfig(home, work, javaHome, ports, broker, options, services);
    }

    public StackConfig with(Service service, UnaryOperator<ServiceTuning> change) {
        Map<Service, ServiceTuning> changed = new EnumMap<>(Service.class);
        changed.putAll(services);
        changed.put(service, change.apply(tuning(service)));
        return new StackConfig(home, work, javaHome, ports, broker, cassandraJvm, changed);
    }

    /** The same property for every service. */
    public StackConfig withProperty(String name, String value) {
        StackConfig changed = this;
        for (Service service : Service.values()) {
            changed = changed.with(service, tuning -> tuning.withProperty(name, value));
        }
        return changed;
    }

    /** For a life of minutes. */
    public StackConfig shortLived() {
        StackConfig changed = withBroker(new BrokerTuning(JvmCommand.SHORT_LIVED, broker.relayed()));
        for (Service service : Service.values()) {
            for (String option : JvmCommand.SHORT_LIVED) {
                changed = changed.with(service, tuning -> tuning.withJvmOption(option));
            }
        }
        return changed;
    }

    public ServiceTuning tuning(Service service) {
        return services.getOrDefault(service, ServiceTuning.DEFAULT);
    }
}
