// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpgradeTest {

    private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Protocol: posthorn.v1.json\r\n\r\n";

    @Test
    void it_looks_like_a_browser() {
        String request =
                new String(Upgrade.request(URI.create("ws://localhost:8080/ws"), "a.b.c"), StandardCharsets.US_ASCII);

        assertThat(request)
                .startsWith("GET /ws HTTP/1.1\r\nHost: localhost:8080\r\n")
                .contains("\r\nOrigin: https://app.example.org\r\n")
                .contains("\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n")
                .contains("\r\nSec-WebSocket-Protocol: posthorn.v1.json, posthorn.bearer.a.b.c\r\n")
                .doesNotContain("Cookie")
                .doesNotContain("Authorization")
                .endsWith("\r\n\r\n");
    }

    @Test
    void frames_begin_after_the_answer() {
        assertThat(answer(UPGRADED + "\u0081\u0002{}")).hasValue(new Upgrade.Answer(101, "", false, UPGRADED.length()));
    }

    @Test
    void extensions_are_seen() {
        assertThat(answer(UPGRADED.replace("Upgrade:", "Sec-WebSocket-Extensions: permessage-deflate\r\nUpgrade:")))
                .hasValueSatisfying(answer -> assertThat(answer.extensions()).isTrue());
    }

    @Test
    void half_an_answer_is_none() {
        assertThat(answer("")).isEmpty();
        assertThat(answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"))
                .isEmpty();
        assertThat(answer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 10\r\n\r\n{\"deta"))
                .isEmpty();
        assertThat(answer("HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"det"))
                .isEmpty();
    }

    @Test
    void a_refusal_says_why() {
        String body = "{\"status\":503,\"detail\":\"This gateway takes no connections now.\"}";

        assertThat(answer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
                .map(Upgrade.Answer::detail)
                .hasValue("This gateway takes no connections now.");
        assertThat(answer("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                        .formatted(body.length(), body)))
                .hasValueSatisfying(answer -> {
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.isUpgraded()).isFalse();
                    assertThat(answer.detail()).startsWith("This gateway");
                });
        assertThat(answer("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"))
                .map(Upgrade.Answer::detail)
                .hasValue("");
    }

    @Test
    void what_is_no_http_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> answer("SSH-2.0-OpenSSH\r\n\r\n"));
    }

    private static Optional<Upgrade.Answer> answer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Upgrade.answer(bytes, bytes.length);
    }
}
