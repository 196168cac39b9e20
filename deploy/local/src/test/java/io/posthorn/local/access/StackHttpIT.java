// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.local.machine.Ports;
import io.posthorn.local.running.StackFailure;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackHttpIT {

    private static final String TOKEN = "secret.token";

    private final StackHttp http = new StackHttp();
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
    void readsJson() throws Exception {
        server.will(200, "{\"id\":\"o-17\"}");

        assertThat(http.get(server.uri(), TOKEN).path("id").asString()).isEqualTo("o-17");
    }

    @Test
    void acceptsAnEmptyAnswer() throws Exception {
        server.will(202, "");

        assertThat(http.post(server.uri(), TOKEN, new byte[0]).size()).isZero();
    }

    @Test
    void saysWhoRefusedAndWhyButNotTheTokenAndNotTheQuery() {
        server.will(403, "{\"detail\":\"The token does not allow this\"}");

        assertThatThrownBy(() -> http.get(server.uri().resolve("/v1/x?purpose=private"), TOKEN))
                .isInstanceOf(StackFailure.class)
                .hasMessage(server.uri() + "/v1/x answered 403: The token does not allow this");
    }

    @Test
    void saysSoWhenNoReasonIsGivenOrNoJson() {
        server.will(500, "{}").will(200, "<html>");

        assertThatThrownBy(() -> http.get(server.uri(), TOKEN))
                .hasMessageEndingWith("answered 500: without saying why");
        assertThatThrownBy(() -> http.get(server.uri(), TOKEN)).hasMessageContaining("something that is no JSON");
    }

    @Test
    void saysWhoDoesNotAnswer() {
        URI nobody = URI.create("http://localhost:" + Ports.free() + "/x");

        assertThatThrownBy(() -> http.get(nobody, TOKEN))
                .isInstanceOf(StackFailure.class)
                .hasMessageStartingWith(nobody + " does not answer");
    }

    @Test
    void writesParametersThatAnyTextFitsInto() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("purpose", "a b&c=d/ü");
        parameters.put("limit", "1");

        assertThat(StackHttp.query(parameters)).isEqualTo("?purpose=a%20b%26c%3Dd%2F%C3%BC&limit=1");
        assertThat(StackHttp.query(Map.of())).isEmpty();
    }
}
