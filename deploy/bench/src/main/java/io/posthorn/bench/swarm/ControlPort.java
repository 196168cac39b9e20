// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where a swarm is told what to do: a line in, a line out, as {@link Order} reads them. */
final class ControlPort implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final ServerSocket server;
    private final Swarm swarm;

    ControlPort(int port, Swarm swarm) throws IOException {
        this.server = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
        this.swarm = swarm;
        Thread thread = new Thread(this::serve, "control");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    var out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.println(answer(line));
                }
            } catch (IOException e) {
                // who asked has left, or this has been closed
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String answer(String line) throws InterruptedException {
        try {
            Order order = Order.parse(line);
            return swarm.order(() -> order.on(swarm)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalArgumentException | ExecutionException | TimeoutException e) {
            return Order.FAILED + e.toString().replaceAll("\\R", " ");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
