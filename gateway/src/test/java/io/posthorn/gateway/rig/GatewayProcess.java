// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import io.posthorn.gateway.GatewayApplication;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.machine.Ports;
import io.posthorn.local.unpacked.Training;
import io.posthorn.local.unpacked.UnpackedJar;
import io.posthorn.testkit.servers.KafkaSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A gateway as a process of its own, for what only processes do: end, hang and get signals. */
public final class GatewayProcess extends ChildJvm {

    private static final Path JAR = Path.of("target", "posthorn-gateway.jar").toAbsolutePath();
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final List<String> arguments;
    private final int port = Ports.free();

    public GatewayProcess(Path folder, KafkaSpace kafka, TestIssuer issuer, String id, String... properties) {
        super("gateway " + id, folder.resolve("gateway-" + System.nanoTime() + ".log"), Duration.ofSeconds(60));
        arguments = RunningGateway.arguments(
                kafka,
                issuer,
                id,
                Stream.concat(Stream.of("server.port=" + port), Stream.of(properties))
                        .toArray(String[]::new));
    }

    public int port() {
        return port;
    }

    @Override
    protected JvmCommand prepare() throws IOException {
        UnpackedJar trained = trained(arguments);
        return new JvmCommand(
                Jdk.running().home(),
                Stream.concat(JVM.stream(), trained.jvmOptions().stream()).toList(),
                List.of(trained.jar()),
                GatewayApplication.class.getName(),
                arguments);
    }

    /** So that each start takes a third of the time. */
    private static synchronized UnpackedJar trained(List<String> arguments) throws IOException {
        if (!Files.isReadable(JAR)) {
            throw new IOException(JAR + " is missing. Build it first: ./mvnw -DskipTests package");
        }
        try {
            Training.of(JAR, JVM, arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return UnpackedJar.of(JAR).orElseThrow();
    }

    @Override
    protected boolean answers() {
        return status("/actuator/health/readiness") == 200;
    }

    /** 0 when nobody answers. */
    public int status(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
