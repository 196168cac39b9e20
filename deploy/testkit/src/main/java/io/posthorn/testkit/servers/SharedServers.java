// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The servers of this test JVM: started when the first test class needs one, stopped by JUnit after the last. */
final class SharedServers {

    private final Store store;

    private SharedServers(Store store) {
        this.store = store;
    }

    static SharedServers of(ExtensionContext context) {
        return new SharedServers(context.getRoot().getStore(Namespace.create(SharedServers.class)));
    }

    RunningServer kafka() {
        return server("kafka", ServersInContainers::kafka, ServersInJvms::kafka);
    }

    RunningServer cassandra() {
        return server("cassandra", ServersInContainers::cassandra, ServersInJvms::cassandra);
    }

    private RunningServer server(String name, Supplier<RunningServer> container, Supplier<RunningServer> jvm) {
        return store.computeIfAbsent(
                name,
                key -> switch (choice().kind()) {
                    case CONTAINERS -> container.get();
                    case JVMS -> jvm.get();
                },
                RunningServer.class);
    }

    private ServerChoice choice() {
        return store.computeIfAbsent("choice", key -> announced(), ServerChoice.class);
    }

    private static ServerChoice announced() {
        ServerChoice choice =
                ServerChoice.of(Optional.ofNullable(System.getenv(ServerChoice.VARIABLE)), DockerEngine::answers);
        System.out.println(choice.sentence());
        return choice;
    }
}
