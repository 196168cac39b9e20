// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.history.HistoryApplication;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.machine.Ports;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One instance of the service in a JVM of its own, which can be killed. */
public final class HistoryProcess extends ChildJvm {

    private static final Duration TIME_TO_START = Duration.ofSeconds(120);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port = Ports.free();
    private final List<String> arguments;

    public HistoryProcess(
            Path folder, KafkaSpace kafka, CassandraSpace cassandra, TokenIssuer issuer, String... properties) {
        super("history", folder.resolve("history.log"), TIME_TO_START);
        arguments = new ArrayList<>(List.of("--server.port=" + port));
        arguments.addAll(RunningHistory.arguments(kafka, cassandra, issuer, properties));
    }

    @Override
    protected JvmCommand prepare() {
        List<Path> classpath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new JvmCommand(
                Jdk.running().home(),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"),
                classpath,
                HistoryApplication.class.getName(),
                arguments);
    }

    @Override
    protected boolean answers() {
        try {
            return Ports.accepts(port)
                    && send("", "GET", "/actuator/health/readiness", "").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it answers. */
    public JsonNode ask(String token, String method, String path, String body) throws IOException {
        return JSON.readTree(send(token, method, path, body).body());
    }

    private HttpResponse<String> send(String token, String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
