// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.access;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Gives prepared answers, and remembers what it was asked. */
final class AnsweringServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> questions = new ArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();

    private record Answer(int status, String body) {}

    AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                questions.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                Answer answer = answers.remove();
                byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    AnsweringServer will(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
