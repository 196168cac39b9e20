// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.client.PosthornClient;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.machine.Ports;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.unpacked.UnpackedJar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A gateway and a delivery instance with topics of their own on the Kafka of the running stack: for what is configured for
 * all users alike.
 */
public final class SmallPlatform implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String JWT = "--spring.security.oauth2.resourceserver.jwt.";

    private final Posthorn posthorn;
    private final Path folder;
    private final String prefix;
    private final Instance gateway;
    private Instance delivery;

    /** @param properties of delivery, {@code name=value} */
    public SmallPlatform(Posthorn posthorn, Path folder, String prefix, String... properties) {
        this.posthorn = posthorn;
        this.folder = folder;
        this.prefix = prefix;
        gateway = new Instance("gateway", "posthorn-gateway.jar", "posthorn.gateway.id=" + prefix);
        delivery = delivery(properties);
        gateway.launch();
        delivery.start();
        gateway.awaitReady();
    }

    /** Where it stopped, with other properties. */
    public void restartDelivery(String... properties) {
        delivery.stop();
        delivery = delivery(properties);
        delivery.start();
    }

    private Instance delivery(String... properties) {
        return new Instance(
                "delivery-service",
                "posthorn-delivery-service.jar",
                Stream.concat(
                                Stream.of(
                                        "posthorn.delivery.instance=" + prefix,
                                        "posthorn.delivery.state-directory=" + folder.resolve("state")),
                                Stream.of(properties))
                        .toArray(String[]::new));
    }

    /** Returns at once. */
    public TestDevice dial(TestUser user, String device) {
        URI socket = URI.create("ws://localhost:" + gateway.port + "/ws");
        TestDevice dialed = new TestDevice(
                user.name(),
                device,
                PosthornClient.builder(socket).token(user::token).device(device));
        posthorn.add(dialed);
        return dialed;
    }

    @Override
    public void close() {
        gateway.kill();
        delivery.kill();
    }

    private final class Instance extends ChildJvm {

        private final int port = Ports.free();
        private final Path jar;
        private final List<String> properties;

        private Instance(String module, String jar, String... properties) {
            super(prefix + " " + module, folder.resolve(module + ".log"), Duration.ofSeconds(120));
            this.jar = StackConfig.homeOfThisBuild()
                    .resolve(module)
                    .resolve("target")
                    .resolve(jar);
            this.properties = List.of(properties);
        }

        @Override
        protected JvmCommand prepare() throws IOException {
            UnpackedJar unpacked = UnpackedJar.of(jar).orElseThrow();
            try (JarFile file = new JarFile(unpacked.jar().toFile())) {
                String main = file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
                List<String> options = new ArrayList<>(List.of("-Xmx256m"));
                options.addAll(JvmCommand.SHORT_LIVED);
                options.addAll(unpacked.jvmOptions());
                return new JvmCommand(Jdk.running().home(), options, List.of(unpacked.jar()), main, arguments());
            }
        }

        private List<String> arguments() {
            return Stream.concat(
                            Stream.of(
                                    "--server.port=" + port,
                                    "--spring.kafka.bootstrap-servers="
                                            + posthorn.kafka().bootstrapServers(),
                                    "--posthorn.topics.prefix=" + prefix,
                                    JWT + "issuer-uri=" + posthorn.issuer(),
                                    JWT + "jwk-set-uri=" + posthorn.issuer() + "/jwks",
                                    JWT + "audiences=posthorn"),
                            properties.stream().map(property -> "--" + property))
                    .toList();
        }

        @Override
        protected boolean answers() {
            HttpRequest question = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            try {
                return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
