// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.generator;

import io.posthorn.bench.swarm.Order;
import io.posthorn.bench.swarm.SwarmMain;
import io.posthorn.bench.swarm.SwarmStatus;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.machine.Ports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** One process of devices, all on one gateway. */
public final class Generator extends ChildJvm {

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final int PATIENCE_MILLIS = 30_000;
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Task task;
    private final int port = Ports.free();

    /**
     * @param number from 1; says its source addresses
     * @param folder for its log
     * @param addresses from which its devices come
     * @param ackWithin of messages
     */
    public record Task(int number, Path folder, URI gateway, Path tickets, int addresses, Duration ackWithin) {}

    public Generator(Task task) {
        super("generator-" + task.number, task.folder.resolve("generator-" + task.number + ".log"), TIME_TO_START);
        this.task = task;
    }

    @Override
    protected JvmCommand prepare() {
        List<Path> classpath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new JvmCommand(
                Jdk.running().home(),
                JVM,
                classpath,
                SwarmMain.class.getName(),
                SwarmMain.arguments(port, task.gateway, task.tickets, task.number, task.addresses, task.ackWithin));
    }

    @Override
    protected boolean answers() {
        return Ports.accepts(port);
    }

    /** @return how the swarm stands after it */
    public SwarmStatus tell(String order) {
        return SwarmStatus.parse(ask(order));
    }

    /** @throws IllegalStateException when the swarm could not do it */
    String ask(String order) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            out.println(order);
            String answer = in.readLine();
            if (answer == null || answer.startsWith(Order.FAILED)) {
                throw new IllegalStateException(name() + " did not " + order + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " does not answer to " + order + "; its log is " + logFile(), e);
        }
    }
}
