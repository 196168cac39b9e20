// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.unpacked.UnpackedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Optional<UnpackedJar> unpacked = unpacked();
        ServiceProcess.Launch launch = new ServiceProcess.Launch(
                config.javaHome(),
                unpacked.map(UnpackedJar::jar).orElseGet(() -> service.jar(config.home())),
                folder,
                service.portOption(),
                properties(name, folder),
                jvmOptions(unpacked));
        return new ServiceProcess(name, number == 1 ? config.ports().of(service) : 0, launch);
    }

    /** It is for the Java that runs this. */
    private Optional<UnpackedJar> unpacked() {
        Path jar = service.jar(config.home());
        if (!config.javaHome().equals(Jdk.running().home())) {
            return Optional.empty();
        }
        try {
            return UnpackedJar.of(jar);
        } catch (IOException e) {
            throw new CannotStart(jar + " cannot be read: " + e + ". Build it again: ./mvnw -DskipTests package", e);
        }
    }

    private Map<String, String> properties(String name, Path folder) {
        Map<String, String> properties = new LinkedHashMap<>(told.of(service, name, folder));
        properties.putAll(config.tuning(service).properties());
        return properties;
    }

    private List<String> jvmOptions(Optional<UnpackedJar> unpacked) {
        List<String> options = new ArrayList<>(service.jvmOptions());
        unpacked.map(UnpackedJar::jvmOptions).ifPresent(options::addAll);
        options.addAll(config.tuning(service).jvmOptions());
        return options;
    }
}
