// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One Cassandra node. It is ready when a session can be opened and reads a row; its data stays in its folder. */
public final class CassandraServer extends ChildJvm {

    public static final String PORT_OPTION = "--cassandra-port";
    public static final String LOCAL_DATACENTER = "datacenter1";

    private static final Duration TIME_TO_START = Duration.ofSeconds(120);

    private final Path folder;
    private final int port;
    private final int storagePort = Ports.free();
    private final List<String> jvmOptions;

    /**
     * @param folder for data, settings and log; made where it is missing
     * @param port 0 for a free one
     * @param jvmOptions added to ours, so they win
     */
    public CassandraServer(Path folder, int port, List<String> jvmOptions) {
        super("Cassandra", folder.resolve("cassandra.log"), TIME_TO_START);
        this.folder = folder.toAbsolutePath();
        this.port = Ports.orFree(port);
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    public CassandraServer(Path folder, int port) {
        this(folder, port, List.of());
    }

    public static String version() {
        return ServerResource.CASSANDRA_CLASSPATH.version("cassandra-all");
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    @Override
    protected JvmCommand prepare() throws IOException {
        Ports.require(name(), port, PORT_OPTION);
        Files.createDirectories(folder);
        Path settings = Files.writeString(folder.resolve("cassandra.yaml"), settings());
        Path logging = Files.writeString(folder.resolve("logback.xml"), ServerResource.CASSANDRA_LOGGING.text());
        return new JvmCommand(
                CassandraJdk.ofThisMachine().home(),
                options(settings, logging),
                ServerResource.CASSANDRA_CLASSPATH.jars(),
                "org.apache.cassandra.service.CassandraDaemon",
                List.of());
    }

    @Override
    protected boolean answers() {
        return CqlProbe.answers(port);
    }

    private String settings() throws IOException {
        return ServerResource.CASSANDRA_SETTINGS.text() + """

                native_transport_port: %1$d
                storage_port: %2$d
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters:
                      - seeds: "127.0.0.1:%2$d"
                """.formatted(port, storagePort);
    }

    private List<String> options(Path settings, Path logging) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xms512m",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:MaxDirectMemorySize=256m",
                "-Dcassandra.config=" + settings.toUri(),
                "-Dcassandra.storagedir=" + folder.resolve("data"),
                "-Dcassandra.logdir=" + folder,
                "-Dlogback.configurationFile=" + logging.toUri()));
        options.addAll(JvmCommand.SHORT_LIVED);
        options.addAll(ServerResource.CASSANDRA_JVM.lines());
        options.addAll(jvmOptions);
        return options;
    }
}
