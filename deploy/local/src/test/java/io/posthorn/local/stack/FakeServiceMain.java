// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands in for a service: it has a readiness probe, and says under {@code /arguments} what it was told. */
final class FakeServiceMain {

    private FakeServiceMain() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0].substring("--server.port=".length()));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health/readiness", exchange -> answer(exchange, "{\"status\":\"UP\"}"));
        server.createContext("/arguments", exchange -> answer(exchange, String.join("\n", args)));
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
