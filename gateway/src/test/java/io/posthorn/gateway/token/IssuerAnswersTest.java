// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;

class IssuerAnswersTest {

    private static final URI KEYS = URI.create("https://issuer.example.org/keys");

    private long now = 1_000;
    private int asked;
    private HttpStatus status = HttpStatus.OK;
    private boolean away;
    private final IssuerAnswers answers = new IssuerAnswers(() -> now, Duration.ofMinutes(5));

    @Test
    void manyQuestionsAreOne() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            assertThat(ask(KEYS)).isEqualTo("200 1");
        }
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void afterAWhileItIsAskedAgain() throws IOException {
        ask(KEYS);
        now += 10_000;

        assertThat(ask(KEYS)).isEqualTo("200 2");
    }

    @Test
    void eachAddressForItself() throws IOException {
        ask(KEYS);

        assertThat(ask(URI.create("https://issuer.example.org/other"))).isEqualTo("200 2");
    }

    @Test
    void whatItSaidCountsWhileItIsAway() throws IOException {
        ask(KEYS);
        away = true;
        now += 10_000;

        assertThat(ask(KEYS)).isEqualTo("200 1");
        assertThat(ask(KEYS)).isEqualTo("200 1");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void alsoWhileItAnswersNothingOfUse() throws IOException {
        ask(KEYS);
        status = HttpStatus.BAD_GATEWAY;
        now += 10_000;

        assertThat(ask(KEYS)).isEqualTo("200 1");
    }

    @Test
    void butNotForEver() throws IOException {
        ask(KEYS);
        away = true;
        now += Duration.ofMinutes(5).toMillis();

        assertThatIOException().isThrownBy(() -> ask(KEYS)).withMessage("no route");
    }

    @Test
    void whoIsAwayIsNotAskedByEverybody() {
        away = true;
        for (int i = 0; i < 1_000; i++) {
            assertThatIOException().isThrownBy(() -> ask(KEYS));
        }
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void andIsHeardWhenItComesBack() throws IOException {
        away = true;
        assertThatIOException().isThrownBy(() -> ask(KEYS));
        away = false;
        now += 1_000;

        assertThat(ask(KEYS)).isEqualTo("200 2");
    }

    /** Whoever looks for the right one of several addresses needs to see it. */
    @Test
    void anAnswerThatIsNoneIsShown() throws IOException {
        status = HttpStatus.NOT_FOUND;

        assertThat(ask(KEYS)).isEqualTo("404 1");
    }

    /** The status, and a number that tells one answer from another. */
    private String ask(URI uri) throws IOException {
        try (ClientHttpResponse answer = answers.intercept(new Question(uri), new byte[0], (sent, body) -> answer())) {
            return answer.getStatusCode().value() + " "
                    + new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private ClientHttpResponse answer() throws IOException {
        asked++;
        if (away) {
            throw new IOException("no route");
        }
        return new Answer(status, Integer.toString(asked));
    }

    private record Question(URI uri) implements HttpRequest {

        @Override
        public HttpMethod getMethod() {
            return HttpMethod.GET;
        }

        @Override
        public URI getURI() {
            return uri;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }
    }

    private record Answer(HttpStatus status, String text) implements ClientHttpResponse {

        @Override
        public HttpStatus getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {}
    }
}
