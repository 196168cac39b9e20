// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.local.access.HistoryReader.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryReaderIT {

    private final List<String> read = new ArrayList<>();
    private AnsweringServer server;

    @BeforeEach
    void start() throws Exception {
        server = new AnsweringServer();
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void followsThePagesUpToItsLimit() throws Exception {
        server.will(200, "{\"messages\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"next\":\"token\"}")
                .will(200, "{\"messages\":[{\"id\":\"3\"}],\"next\":\"more\"}");

        assertThat(read(new Question("user-1", "asc", 3, Optional.empty()))).isEqualTo(3);

        assertThat(read).containsExactly("1", "2", "3");
        assertThat(server.questions())
                .containsExactly(
                        "GET /v1/users/user-1/messages?order=asc&limit=3",
                        "GET /v1/users/user-1/messages?order=asc&limit=1&next=token");
    }

    @Test
    void endsWhereThereAreNoMore() throws Exception {
        server.will(200, "{\"messages\":[],\"next\":null}");

        assertThat(read(new Question("user-1", "desc", 1_000, Optional.of("a complaint"))))
                .isZero();

        assertThat(server.questions())
                .containsExactly("GET /v1/users/user-1/messages?order=desc&limit=500&purpose=a%20complaint");
    }

    @Test
    void failsInTheMiddleWhenAPageIsRefused() {
        server.will(200, "{\"messages\":[{\"id\":\"1\"}],\"next\":\"token\"}").will(503, "{\"detail\":\"away\"}");

        assertThatThrownBy(() -> read(new Question("user-1", "asc", 9, Optional.empty())))
                .hasMessageEndingWith("answered 503: away");
        assertThat(read).containsExactly("1");
    }

    @Test
    void asksForSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question("user-1", "asc", 0, Optional.empty()))
                .withMessage("limit is 0, allowed: 1 or more");
    }

    private int read(Question question) throws InterruptedException {
        return new HistoryReader(server.uri(), "token")
                .read(question, message -> read.add(message.path("id").asString()));
    }
}
