// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsIT {

    @Test
    void knowsWhoListens() throws IOException {
        int port = Ports.free();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(port)).isFalse();
            assertThat(Ports.accepts(port)).isTrue();
            assertThat(other.isBound()).isTrue();
        }
        assertThat(Ports.isFree(port)).isTrue();
        assertThat(Ports.accepts(port)).isFalse();
    }

    @Test
    void isGivenOnce() {
        assertThat(Ports.orFree(0)).isNotEqualTo(Ports.orFree(0));
        assertThat(Ports.orFree(9092)).isEqualTo(9092);
    }

    @Test
    void tellsThePortAndTheOption() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> Ports.require("Kafka", port, "--kafka-port"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("Port " + port + ", which Kafka needs, is in use. "
                            + "Stop the process that listens there, or choose another port with --kafka-port.");
        }
    }
}
