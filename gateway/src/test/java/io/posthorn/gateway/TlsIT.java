// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.gateway.rig.Certificate;
import io.posthorn.gateway.rig.Peer;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** TLS from PEM files that are renewed while the gateway runs. */
@RealKafka
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsIT {

    static KafkaSpace kafka;

    @TempDir
    static Path folder;

    private static final TestIssuer issuer = new TestIssuer();
    private static Certificate first;
    private static Certificate second;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        first = Certificate.create(folder, "first");
        second = Certificate.create(folder, "second");
        install(first);
        String bundle = "spring.ssl.bundle.pem.web.";
        gateway = RunningGateway.start(
                kafka,
                issuer,
                "tls",
                "server.ssl.bundle=web",
                bundle + "reload-on-update=true",
                bundle + "keystore.certificate=file:" + folder.resolve("tls.crt"),
                bundle + "keystore.private-key=file:" + folder.resolve("tls.key"),
                bundle + "keystore.verify-keys=true",
                "spring.ssl.bundle.watch.file.quiet-period=500ms",
                "posthorn.gateway.resumed-timeout=5m",
                "posthorn.gateway.newcomers.timeout=5s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    @Order(1)
    void theHeadersOfATlsSite() throws Exception {
        var response = client(first)
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + "/ws"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age="));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().allValues("Strict-Transport-Security")).hasSize(1);
        assertThat(response.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(response.headers().allValues("Cache-Control")).hasSize(1);
    }

    /** Before Spring Security, which would say it. */
    @Test
    @Order(1)
    void theHeadersOfARefusal() throws Exception {
        var response = client(first)
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + "/session"))
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    @Order(2)
    void whoDoesNotFinishTheTlsHandshakeIsCut() {
        try (Peer peer = Peer.connect(gateway.port())) {
            peer.write("\u0016\u0003\u0001");

            assertThat(peer.isCutWithin(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    @Order(3)
    void aRenewedCertificateIsTakenAndConnectionsLiveOn() throws Exception {
        Heard heard = new Heard();
        WebSocket device = connect(first, heard);
        assertThat(served()).isEqualTo(first.x509());

        install(second);

        await().atMost(Duration.ofSeconds(30)).until(() -> served().equals(second.x509()));
        device.sendText("{\"type\":\"ping\"}", true).join();
        assertThat(heard.next()).contains("pong");
        connect(second, new Heard()).abort();
        device.abort();
    }

    @Test
    @Order(4)
    void whatDoesNotFitTogetherIsNotTaken() throws Exception {
        Files.writeString(folder.resolve("tls.crt"), first.pem());
        // The key is still the second's: nothing can be awaited but that it goes on.
        await().pollDelay(Duration.ofSeconds(3)).until(() -> served().equals(second.x509()));

        install(first);

        await().atMost(Duration.ofSeconds(30)).until(() -> served().equals(first.x509()));
    }

    private static void install(Certificate certificate) throws IOException {
        Files.writeString(folder.resolve("tls.crt"), certificate.pem());
        Files.writeString(folder.resolve("tls.key"), certificate.keyPem());
    }

    private static X509Certificate served() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) Certificate.trustingAll().getSocketFactory().createSocket("localhost", gateway.port())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static HttpClient client(Certificate trusted) {
        return HttpClient.newBuilder().sslContext(trusted.trusting()).build();
    }

    private static WebSocket connect(Certificate trusted, Heard heard) throws InterruptedException {
        WebSocket socket = client(trusted)
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + issuer.token("user-1"))
                .subprotocols("posthorn.v1.json")
                .buildAsync(URI.create("wss://localhost:" + gateway.port() + "/ws"), heard)
                .join();
        socket.sendText("{\"type\":\"hello\",\"device\":\"phone\"}", true).join();
        assertThat(heard.next()).contains("welcome");
        return socket;
    }

    private static final class Heard implements WebSocket.Listener {

        private final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            socket.request(1);
            return null;
        }

        private String next() throws InterruptedException {
            return Optional.ofNullable(texts.poll(20, TimeUnit.SECONDS)).orElseThrow();
        }
    }
}
