// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket server that does what a test says, right or wrong. */
final class TinyGateway implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final ServerSocket server;
    private final BlockingQueue<TinyConnection> accepted = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Thread acceptor;
    private volatile int refusal;
    private volatile int handshakes;

    TinyGateway() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = start("tiny-gateway", this::acceptAll);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws");
    }

    /** From now on handshakes are answered with this status; 0: taken. */
    void refuseWith(int status) {
        refusal = status;
    }

    int handshakes() {
        return handshakes;
    }

    /** The next connection that was opened. */
    TinyConnection next() {
        try {
            TinyConnection connection = accepted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (connection == null) {
                throw new AssertionError("No connection within " + PATIENCE_SECONDS + " s");
            }
            return connection;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasMore() {
        return !accepted.isEmpty();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                start("tiny-connection", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            handshakes++;
            TinyConnection connection = new TinyConnection(socket);
            if (refusal != 0) {
                connection.refuse(refusal);
            } else {
                connection.upgrade();
                accepted.add(connection);
                connection.readAll();
            }
        } catch (IOException broken) {
            // tests see it on their side
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** When this returns nobody listens any more: a blocked accept keeps a closed port open until it ends. */
    void stopListening() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopListening();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
