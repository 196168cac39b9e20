// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ClientBuilderTest {

    private final ClientBuilder builder = PosthornClient.builder(URI.create("ws://localhost:1/ws"));

    @Test
    void a_gateway_is_a_web_socket() {
        assertThatThrownBy(() -> PosthornClient.builder(URI.create("http://localhost:1/ws")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://localhost:1/ws")
                .hasMessageContaining("ws://");
    }

    @Test
    void a_device_has_a_name() {
        assertThatThrownBy(builder::connect).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.device(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 128");
        assertThatThrownBy(() -> builder.device("my phone")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_window_has_room() {
        assertThatThrownBy(() -> builder.window(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more");
    }
}
