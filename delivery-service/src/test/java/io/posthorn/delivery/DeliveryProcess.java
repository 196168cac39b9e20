// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import io.posthorn.contracts.topic.Topics;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.machine.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One instance of the service in a JVM of its own, which can be killed. */
final class DeliveryProcess extends ChildJvm {

    private static final Duration TIME_TO_START = Duration.ofSeconds(120);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = Ports.free();
    private final List<String> arguments;

    DeliveryProcess(String name, Path directory, String kafka, Topics topics, String issuer, String... more) {
        super(name, directory.resolve(name + ".log"), TIME_TO_START);
        arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--spring.kafka.bootstrap-servers=" + kafka,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer,
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + issuer + "/jwks",
                "--posthorn.topics.prefix=" + topics.prefix(),
                "--posthorn.topics.partitions=" + topics.partitions(),
                "--posthorn.delivery.instance=" + name,
                "--posthorn.delivery.state-directory=" + directory.resolve(name)));
        arguments.addAll(List.of(more));
    }

    @Override
    protected JvmCommand prepare() {
        List<Path> classpath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new JvmCommand(
                Jdk.running().home(),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                classpath,
                DeliveryService.class.getName(),
                arguments);
    }

    @Override
    protected boolean answers() {
        return Ports.accepts(port)
                && get("/actuator/health/readiness")
                        .map(HttpResponse::statusCode)
                        .filter(status -> status == 200)
                        .isPresent();
    }

    /** @param headers names and values by turns; empty when nobody answers */
    Optional<HttpResponse<String>> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Optional.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
