// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import io.posthorn.local.jvm.CarriedClass;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.machine.Ports;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;

/** One Kafka node, broker and controller. It is ready when it answers for itself and for all groups; its data stays in its folder. */
public final class KafkaServer extends ChildJvm {

    public static final String PORT_OPTION = "--kafka-port";

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    /** One node never meets another cluster's data by mistake, so all have the same id. */
    private static final String CLUSTER_ID = "cG9zdGhvcm4tbG9jYWwta2FmaQ";

    private final Path folder;
    private final int port;
    private final int controllerPort = Ports.free();
    private final List<String> jvmOptions;
    private final Optional<RelayedListener> relayed;

    /**
     * @param folder for data, settings and log; made where it is missing
     * @param port 0 for a free one
     * @param jvmOptions added to ours, so they win
     * @param relayed where it listens besides
     */
    public KafkaServer(Path folder, int port, List<String> jvmOptions, Optional<RelayedListener> relayed) {
        super("Kafka", folder.resolve("kafka.log"), TIME_TO_START);
        this.folder = folder.toAbsolutePath();
        this.port = Ports.orFree(port);
        this.jvmOptions = List.copyOf(jvmOptions);
        this.relayed = relayed;
    }

    public KafkaServer(Path folder, int port, List<String> jvmOptions) {
        this(folder, port, jvmOptions, Optional.empty());
    }

    /** For a life of minutes. */
    public KafkaServer(Path folder, int port) {
        this(folder, port, JvmCommand.SHORT_LIVED);
    }

    public static String version() {
        return ServerResource.KAFKA_CLASSPATH.version("kafka_2.13");
    }

    /** What every broker of ours is told, wherever it runs; not who it is and where it listens. */
    public static Map<String, String> settingsOfEveryBroker() {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(ServerResource.KAFKA_SETTINGS.text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), settings::getProperty));
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    protected JvmCommand prepare() throws IOException {
        Ports.require(name(), port, PORT_OPTION);
        Files.createDirectories(folder);
        Path settings = Files.writeString(folder.resolve("server.properties"), settings());
        List<Path> classpath = new ArrayList<>(ServerResource.KAFKA_CLASSPATH.jars());
        classpath.add(CarriedClass.copy(KafkaMain.class, folder.resolve("main")));
        return new JvmCommand(
                Jdk.running().home(),
                options(),
                classpath,
                KafkaMain.class.getName(),
                List.of(CLUSTER_ID, settings.toString()));
    }

    @Override
    protected boolean answers() {
        if (!Ports.accepts(port)) {
            return false;
        }
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
        try (Admin admin = Admin.create(config)) {
            return !admin.describeCluster().nodes().get().isEmpty() && knowsItsGroups(admin);
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Kafka", e);
        }
    }

    /**
     * After {@code kill -9} a coordinator may fail for good: what it read under the leadership before the crash ends when it
     * has begun to read under the next one, and is taken for the end of that. Only another start helps then.
     */
    private static boolean knowsItsGroups(Admin admin) throws ExecutionException, InterruptedException {
        int partitions = Integer.parseInt(settingsOfEveryBroker().get("offsets.topic.num.partitions"));
        Map<String, ListConsumerGroupOffsetsSpec> oneOfEachPartition = IntStream.range(0, partitions)
                .mapToObj(number -> "ready-" + number)
                .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
        admin.listConsumerGroupOffsets(oneOfEachPartition).all().get();
        return true;
    }

    private String settings() throws IOException {
        return ServerResource.KAFKA_SETTINGS.text()
                + """

                process.roles=broker,controller
                node.id=1
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT%4$s
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%5$s
                advertised.listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d%6$s
                controller.quorum.bootstrap.servers=localhost:%2$d
                log.dirs=%3$s
                """.formatted(
                                port,
                                controllerPort,
                                folder.resolve("data"),
                                besides(RelayedListener::protocol),
                                besides(RelayedListener::listener),
                                besides(RelayedListener::advertised));
    }

    private String besides(Function<RelayedListener, String> setting) {
        return relayed.map(listener -> "," + setting.apply(listener)).orElse("");
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-Xms256m",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.logFile=System.out",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info"));
        options.addAll(jvmOptions);
        return options;
    }
}
