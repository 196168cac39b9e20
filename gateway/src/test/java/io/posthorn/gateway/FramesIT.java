// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.RawSocket.BINARY;
import static io.posthorn.gateway.rig.RawSocket.CONTINUATION;
import static io.posthorn.gateway.rig.RawSocket.FIN;
import static io.posthorn.gateway.rig.RawSocket.PING;
import static io.posthorn.gateway.rig.RawSocket.PONG;
import static io.posthorn.gateway.rig.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device may send, byte by byte, and how everything else ends. */
@RealKafka
class FramesIT {

    private static final int LIMIT = 64 << 10;

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;

    private RawSocket socket;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(kafka, issuer, "frames");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @BeforeEach
    void connect() {
        socket = RawSocket.open(gateway.port(), issuer.token("user-1"));
    }

    @AfterEach
    void nothingIsLeft() {
        socket.close();
        await().until(() -> gateway.metric("posthorn.gateway.connections") == 0);
        await().until(() -> gateway.metric("posthorn.gateway.backlog") == 0);
    }

    @Test
    void helloIsWelcome() {
        socket.hello();

        assertThat(socket.read().text())
                .contains("\"type\":\"welcome\"")
                .contains("\"user\":\"user-1\"")
                .contains("\"device\":\"raw\"");
    }

    @Test
    void theOtherSubprotocolIsBinary() throws Exception {
        socket.close();
        socket = RawSocket.handshake(
                gateway.port(),
                "Authorization: Bearer " + issuer.token("user-1"),
                "Sec-WebSocket-Protocol: posthorn.v1.proto");
        socket.frame(
                FIN | BINARY,
                ClientFrame.newBuilder()
                        .setHello(Hello.newBuilder().setDevice("raw"))
                        .build()
                        .toByteArray());
        RawSocket.Received received = socket.read();

        assertThat(received.opcode()).isEqualTo(BINARY);
        assertThat(ServerFrame.parseFrom(received.payload()).getWelcome().getDevice())
                .isEqualTo("raw");

        socket.frame(FIN | TEXT, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(socket.readToClose()).isEqualTo(4004);
    }

    @Test
    void fragmentsAreOneFrame() {
        byte[] hello = "{\"type\":\"hello\",\"device\":\"raw\"}".getBytes(StandardCharsets.UTF_8);
        socket.frame(TEXT, Arrays.copyOfRange(hello, 0, 5));
        socket.frame(CONTINUATION, Arrays.copyOfRange(hello, 5, 6));
        socket.frame(FIN | PING, new byte[] {7});
        socket.frame(FIN | CONTINUATION, Arrays.copyOfRange(hello, 6, hello.length));

        RawSocket.Received pong = socket.read();
        assertThat(pong.opcode()).isEqualTo(PONG);
        assertThat(pong.payload()).containsExactly(7);
        assertThat(socket.read().text()).contains("welcome");
    }

    @Test
    void aFrameThatTricklesInIsAFrame() {
        byte[] frame = {(byte) (FIN | TEXT), (byte) 0x80 | 17, 0, 0, 0, 0};
        socket.hello();
        socket.read();
        socket.write(frame);
        for (byte b : "{\"type\": \"ping\" }".getBytes(StandardCharsets.UTF_8)) {
            socket.write(new byte[] {b});
        }

        assertThat(socket.read().text()).contains("pong");
    }

    @Test
    void theFirstFrameMustBeHello() {
        socket.say("{'type':'ping'}");

        assertThat(socket.readToClose()).isEqualTo(4005);
    }

    @Test
    void textThatIsNoFrameIsTheEnd() {
        socket.hello();
        socket.say("What a lovely day");

        assertThat(socket.readToClose()).isEqualTo(4004);
    }

    @Test
    void binaryIsNoFrameOfJson() {
        socket.hello();
        socket.frame(FIN | BINARY, "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(socket.readToClose()).isEqualTo(4004);
    }

    @Test
    void textThatIsNotUtf8IsTheEnd() {
        socket.hello();
        socket.frame(FIN | TEXT, new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});

        assertThat(socket.readToClose()).isEqualTo(1007);
    }

    @Test
    void bytesWithoutAMaskAreNoWebSocket() {
        socket.write(new byte[] {(byte) (FIN | TEXT), 2, '{', '}'});

        assertThat(socket.readToClose()).isEqualTo(1002);
    }

    @Test
    void randomBytesAreNoWebSocket() {
        for (int seed = 0; seed < 50; seed++) {
            try (RawSocket other = RawSocket.open(gateway.port(), issuer.token("user-1"))) {
                byte[] garbage = new byte[2_000];
                new Random(seed).nextBytes(garbage);
                garbage[0] = (byte) 0xFF;
                other.write(garbage);
                assertThat(other.readToClose()).isNotEqualTo(1011);
            }
        }
        helloIsWelcome();
    }

    @Test
    void aFaultyFrameIsAnErrorAndTheTenthIsTheEnd() {
        socket.hello();
        socket.read();
        for (int i = 0; i < 9; i++) {
            socket.say("{'type':'dance'}");
            assertThat(socket.read().text()).contains("\"type\":\"error\"").contains("unknown-type");
        }
        socket.say("{'type':'dance'}");

        assertThat(socket.readToClose()).isEqualTo(4004);
    }

    @Test
    void aSecondHelloIsAnError() {
        socket.hello();
        socket.read();
        socket.hello();

        assertThat(socket.read().text()).contains("second-hello");
    }

    @Test
    void sixtyFourKilobytesAreTaken() {
        socket.frame(FIN | TEXT, paddedHello(LIMIT));

        assertThat(socket.read().text()).contains("welcome");
    }

    @Test
    void oneByteMoreIsTooBig() {
        socket.frame(FIN | TEXT, paddedHello(LIMIT + 1));

        assertThat(socket.readToClose()).isEqualTo(1009);
    }

    @Test
    void fragmentsTogetherAreTooBigToo() {
        socket.frame(TEXT, paddedHello(LIMIT));
        socket.frame(FIN | CONTINUATION, new byte[] {' '});

        assertThat(socket.readToClose()).isEqualTo(1009);
    }

    @Test
    void theSenderOfAMuchTooBigFrameIsToldSo() {
        socket.frame(FIN | TEXT, paddedHello(12 * LIMIT));

        assertThat(socket.readToClose()).isEqualTo(1009);
    }

    @Test
    void pingsAreAnswered() {
        socket.frame(FIN | PING, "hi".getBytes(StandardCharsets.UTF_8));

        assertThat(socket.read()).satisfies(pong -> {
            assertThat(pong.opcode()).isEqualTo(PONG);
            assertThat(pong.text()).isEqualTo("hi");
        });
    }

    private static byte[] paddedHello(int length) {
        String hello = "{\"type\":\"hello\",\"device\":\"raw\"}";
        return (hello + " ".repeat(length - hello.length())).getBytes(StandardCharsets.UTF_8);
    }
}
