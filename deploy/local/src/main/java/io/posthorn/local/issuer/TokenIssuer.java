// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import com.sun.net.httpserver.HttpServer;
import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Issues tokens over HTTP on the loopback address, to anybody who asks: for local use only. Key and list of users
 * ({@code users.json}, optional, read at each request) are in its folder.
 */
public final class TokenIssuer implements AutoCloseable {

    public static final String PORT_OPTION = "--issuer-port";

    private final HttpServer server;
    private final ExecutorService threads;
    private final SigningKey key;
    private final Path users;
    private final Clock clock = Clock.systemUTC();

    private TokenIssuer(HttpServer server, SigningKey key, Path users) {
        this.server = server;
        this.key = key;
        this.users = users;
        this.threads = Executors.newFixedThreadPool(4, TokenIssuer::daemon);
        server.setExecutor(threads);
        server.createContext("/", new IssuerEndpoints(this));
        server.start();
    }

    /** @param port 0 for a free one; services remember the issuer by it, so give one where tokens must survive a restart */
    public static TokenIssuer start(Path folder, int port) {
        int chosen = Ports.orFree(port);
        Ports.require("the token issuer", chosen, PORT_OPTION);
        try {
            Files.createDirectories(folder);
            SigningKey key = SigningKey.in(folder.resolve("signing-key.json"));
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), chosen);
            return new TokenIssuer(HttpServer.create(address, 0), key, folder.resolve("users.json"));
        } catch (IOException e) {
            throw new CannotStart("The token issuer cannot start: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException when the list of users refuses */
    public String token(TokenRequest request) {
        try {
            UserList.read(users).refusal(request).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key.sign(Claims.of(request, uri(), clock.instant()));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The {@code iss} of its tokens. */
    public String uri() {
        return "http://localhost:" + port();
    }

    public String jwkSetUri() {
        return uri() + "/jwks";
    }

    String jwkSet() {
        return key.jwkSet();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "token-issuer");
        thread.setDaemon(true);
        return thread;
    }
}
