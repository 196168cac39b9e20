// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.posthorn.bench.history.Questions.Answers;
import io.posthorn.bench.history.Questions.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as its path says. */
class QuestionsIT {

    private HttpServer server;
    private Questions questions;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answers("/right", 200, "{\"n\":1}");
        answers("/wrong", 200, "{\"n\":2}");
        answers("/broken", 500, "{\"n\":1}");
        answers("/text", 200, "no json");
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        questions = new Questions(uri, "token", 1_000);
    }

    private void answers(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            boolean asked = "Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && exchange.getRequestHeaders().containsKey("X-Purpose");
            exchange.sendResponseHeaders(asked ? status : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answersThatAreWrongNoSuccessOrNoJsonAreCounted() throws InterruptedException {
        List<String> paths = List.of("/right", "/wrong", "/broken", "/text", "/right");

        Answers answers = questions.ask(5, i -> question(paths.get(i)));

        assertThat(answers.right()).isEqualTo(2);
        assertThat(answers.wrong()).isEqualTo(3);
        assertThat(answers.latencies().max()).isPositive();
    }

    @Test
    void whoDoesNotAnswerIsWrongToo() throws InterruptedException {
        server.stop(0);

        assertThat(questions.ask(2, i -> question("/right")).wrong()).isEqualTo(2);
        assertThat(questions.isRight(question("/right"))).isFalse();
    }

    @Test
    void oneMayBeAskedAtOnce() {
        assertThat(questions.isRight(question("/right"))).isTrue();
        assertThat(questions.isRight(question("/wrong"))).isFalse();
    }

    private static Question question(String path) {
        return new Question(path, answer -> answer.path("n").asInt() == 1);
    }
}
