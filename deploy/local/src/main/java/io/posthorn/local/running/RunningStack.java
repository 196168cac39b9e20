// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a running stack answers, and which processes it is.
 *
 * @param owner the process that started it and ends it
 * @param kafka bootstrap servers
 * @param services by the name of the instance: {@code gateway-1}
 * @param pids of everything that runs, by name
 */
public record RunningStack(
        Owner owner, String kafka, String cassandra, URI issuer, Map<String, URI> services, Map<String, Long> pids) {

    public RunningStack {
        services = Map.copyOf(services);
        pids = Map.copyOf(pids);
    }

    static RunningStack of(LocalStack stack) {
        List<ServiceProcess> services = Arrays.stream(Service.values())
                .flatMap(service -> stack.all(service).stream())
                .toList();
        return new RunningStack(
                Owner.thisJvm(),
                stack.kafka().bootstrapServers(),
                stack.cassandra().host() + ":" + stack.cassandra().port(),
                URI.create(stack.issuer().uri()),
                services.stream().collect(Collectors.toMap(ServiceProcess::name, ServiceProcess::uri)),
                stack.processes().stream().collect(Collectors.toMap(ChildJvm::name, ChildJvm::pid)));
    }

    /** The first instance. */
    public URI uri(Service service) {
        String name = service.instance(1);
        URI uri = services.get(name);
        if (uri == null) {
            throw new StackFailure("The running stack has no " + name + ".");
        }
        return uri;
    }

    /** Where devices connect to the first gateway. */
    public URI webSocket() {
        return URI.create("ws" + uri(Service.GATEWAY).toString().substring("http".length()) + "/ws");
    }
}
