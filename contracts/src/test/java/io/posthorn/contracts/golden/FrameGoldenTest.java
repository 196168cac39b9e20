// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.contracts.wire.Subprotocol;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public protocol, frame by frame: what is read from a golden file and written again is the file, in both encodings. */
class FrameGoldenTest {

    static List<Golden> clientFrames() {
        return Golden.of(ClientFrame.getDescriptor());
    }

    static List<Golden> serverFrames() {
        return Golden.of(ServerFrame.getDescriptor());
    }

    static Stream<Golden> frames() {
        return Stream.concat(clientFrames().stream(), serverFrames().stream());
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void aClientFrameIsWrittenAsItWasRead(Golden golden) throws BadFrameException {
        ClientFrame frame = Subprotocol.JSON.decodeClientFrame(golden.text().getBytes(UTF_8));

        assertThat(Golden.kindOf(frame)).isEqualTo(golden.kind());
        assertThat(new String(Subprotocol.JSON.encode(frame), UTF_8)).isEqualTo(golden.compact());
        assertThat(Subprotocol.PROTO.decodeClientFrame(Subprotocol.PROTO.encode(frame)))
                .isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aServerFrameIsWrittenAsItWasRead(Golden golden) throws BadFrameException {
        ServerFrame frame = Subprotocol.JSON.decodeServerFrame(golden.text().getBytes(UTF_8));

        assertThat(Golden.kindOf(frame)).isEqualTo(golden.kind());
        assertThat(new String(Subprotocol.JSON.encode(frame), UTF_8)).isEqualTo(golden.compact());
        assertThat(Subprotocol.PROTO.decodeServerFrame(Subprotocol.PROTO.encode(frame)))
                .isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void theTypeIsTheFirstFieldAndTheNameOfTheFile(Golden golden) {
        assertThat(golden.compact()).startsWith("{\"type\":\"" + golden.kind() + "\"");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void cursorsAreCursorsOfTheUser(Golden golden) {
        JsonNode frame = JsonMapper.shared().readTree(golden.text());

        for (String field : List.of("cursor", "prev")) {
            String cursor = frame.path(field).asString("");
            if (!cursor.isEmpty()) {
                assertThat(Cursor.decodeFor(UserHash.of("user-1"), cursor)).isPresent();
            }
        }
    }

    @Test
    void anotherFieldOfALaterVersionIsIgnored() throws BadFrameException {
        byte[] ping = "{\"type\":\"ping\",\"later\":[1,{\"x\":null}]}".getBytes(UTF_8);

        assertThat(Subprotocol.JSON.decodeClientFrame(ping).hasPing()).isTrue();
        assertThat(Subprotocol.JSON.decodeServerFrame(ping).hasPing()).isTrue();
    }
}
