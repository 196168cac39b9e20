// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.machine.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** One instance of a service, in a JVM of its own. It is ready when its readiness probe says so. */
public final class ServiceProcess extends ChildJvm {

    private static final Duration TIME_TO_START = Duration.ofSeconds(180);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final Launch launch;
    private final int port;

    /**
     * @param folder the instance's own
     * @param portOption what to tell somebody whose port is taken
     */
    record Launch(
            Path javaHome,
            Path jar,
            Path folder,
            String portOption,
            Map<String, String> properties,
            List<String> jvmOptions) {}

    ServiceProcess(String name, int port, Launch launch) {
        super(name, launch.folder().resolve(name + ".log"), TIME_TO_START);
        this.port = Ports.orFree(port);
        this.launch = launch;
    }

    public int port() {
        return port;
    }

    /** {@code http://localhost:PORT} */
    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    protected JvmCommand prepare() throws IOException {
        Ports.require(name(), port, launch.portOption());
        Files.createDirectories(launch.folder());
        List<String> arguments = new ArrayList<>(List.of("--server.port=" + port));
        launch.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new JvmCommand(
                launch.javaHome(), launch.jvmOptions(), List.of(launch.jar()), mainClass(launch.jar()), arguments);
    }

    @Override
    protected boolean answers() {
        if (!Ports.accepts(port)) {
            return false;
        }
        HttpRequest question = HttpRequest.newBuilder(uri().resolve("/actuator/health/readiness"))
                .timeout(PATIENCE)
                .build();
        try {
            return HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name(), e);
        }
    }

    private static String mainClass(Path jar) throws IOException {
        if (!Files.isReadable(jar)) {
            throw new CannotStart(jar + " is missing. Build it first: ./mvnw -DskipTests package");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.MAIN_CLASS))
                    .orElseThrow(() -> new CannotStart(jar + " cannot be run: its manifest names no main class"));
        }
    }
}
