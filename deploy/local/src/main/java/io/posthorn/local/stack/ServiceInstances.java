// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The processes of one service as the configuration wants them. The first has the service's port, the others free ones. */
record ServiceInstances(StackConfig config, Service service, WorkFolder work, ServiceProperties told) {

    List<ServiceProcess> create() {
        return IntStream.rangeClosed(1, config.tuning(service).instances())
                .mapToObj(this::instance)
                .toList();
    }

    private ServiceProcess instance(int number) {
        String name = service.instance(number);
        Path folder = work.of(name);
        ServiceProcess.Launch launch = new ServiceProcess.Launch(
                config.javaHome(),
                service.jar(config.home()),
                folder,
                service.portOption(),
                properties(name, folder),
                jvmOptions());
        return new ServiceProcess(name, number == 1 ? config.ports().of(service) : 0, launch);
    }

    private Map<String, String> properties(String name, Path folder) {
        Map<String, String> properties = new LinkedHashMap<>(told.of(service, name, folder));
        properties.putAll(config.tuning(service).properties());
        return properties;
    }

    private List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx" + service.heap(), "-XX:+ExitOnOutOfMemoryError"));
        options.addAll(config.tuning(service).jvmOptions());
        return options;
    }
}
