// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.text.JsonText;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;

class ExportJsonTest {

    private static final Message WHOLE = Message.newBuilder()
            .setUser("user-1")
            .setPosition(Positions.of(1, 17, 1_795_000_000_123L))
            .setPrevOwn(Positions.of(1, 5, 1_794_000_000_000L))
            .setOrdinal(9)
            .setNotification(Notification.newBuilder()
                    .setId("o-17")
                    .setSource("orders")
                    .setType("shipped")
                    .setClassName("system")
                    .setTitle("Shipped \"now\"\r\n\u2028")
                    .setBody("Grüße \uD83D\uDCEF")
                    .setData(json("{ \"b\" : 1.50,\n \"b\": 1e2 }"))
                    .setTtl(Duration.newBuilder().setSeconds(90).setNanos(5))
                    .setCollapseKey("o")
                    .setSentAt(Timestamp.newBuilder().setSeconds(1_795_000_000L).setNanos(123_456_789)))
            .setOrigin(Origin.newBuilder().setPartition(3).setOffset(44))
            .setGroup("eng")
            .setSalt(ByteString.copyFrom(new byte[] {1, -1, 2}))
            .build();

    private static Content json(String text) {
        return Content.newBuilder()
                .setContentType("application/json")
                .setValue(ByteString.copyFromUtf8(text))
                .build();
    }

    static Stream<Message> messages() {
        Notification bare = Notification.newBuilder().setId("b").build();
        return Stream.of(
                WHOLE,
                Message.newBuilder()
                        .setOrdinal(1)
                        .setNotification(bare)
                        .setPosition(Positions.START)
                        .build(),
                WHOLE.toBuilder().clearUser().setPrevOwn(Positions.START).build(),
                with(WHOLE.getNotification().toBuilder()
                        .setData(Content.newBuilder()
                                .setContentType("application/octet-stream")
                                .setValue(ByteString.copyFrom(new byte[] {-1, 0, -2})))),
                with(WHOLE.getNotification().toBuilder()
                        .setData(Content.newBuilder().setContentType("text/plain"))),
                with(WHOLE.getNotification().toBuilder()
                        .setTtl(Duration.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(2_000_000_000))
                        .setSentAt(Timestamp.newBuilder()
                                .setSeconds(Long.MIN_VALUE)
                                .setNanos(-1))));
    }

    private static Message with(Notification.Builder notification) {
        return WHOLE.toBuilder().setNotification(notification).build();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageComesBackToTheBit(Message message) {
        ExportRow row = new ExportRow(1L << 40, 3, message, "token");

        assertThat(ExportJson.read(bytes(row))).isEqualTo(row);
        assertThat(text(row)).doesNotContain("\n", "\r");
    }

    @Test
    void anErasedRowSaysSo() {
        ExportRow row = new ExportRow(
                1, 3, WHOLE.toBuilder().setErasedAt(1_795_000_000_456L).build(), "token");

        assertThat(ExportJson.read(bytes(row))).isEqualTo(row);
        assertThat(row.erased()).isTrue();
    }

    @Test
    void theEndOfAPartComesBack() {
        ExportEnd more = new ExportEnd(7, Map.of("user", "user-1", "to", "2026-11-21T00:00:00Z"), Optional.of("token"));
        ExportEnd end = new ExportEnd(7, Map.of(), Optional.empty());

        assertThat(ExportJson.read(bytes(more))).isEqualTo(more);
        assertThat(ExportJson.read(bytes(end))).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"kind\":\"message\"}",
                "{\"kind\":\"message\",\"row\":1.5}",
                "{\"kind\":\"end\"}",
                "{\"kind\":\"end\",\"rows\":1,\"after\":\"x\"}",
                "{\"kind\":\"more\",\"rows\":1}",
                "{\"kind\":\"message\",\"row\":1,\"partition\":1,\"era\":1,\"offset\":1,\"ordinal\":1}",
                "{\"kind\":\"message\",\"row\":1,\"partition\":1,\"era\":1,\"offset\":1,\"ordinal\":1,"
                        + "\"appendedAt\":\"2026-11-21T00:00:00Z\",\"salt\":\"?\"}",
                "{\"kind\":\"message\",\"row\":1,\"partition\":1,\"era\":1,\"offset\":1,\"ordinal\":1,"
                        + "\"appendedAt\":\"yesterday\"}"
            })
    void anythingElseIsNoLine(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> ExportJson.read(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRowIsNamedByOwnerPositionAndId() {
        assertThat(new ExportRow(1, 3, WHOLE, "").describe()).isEqualTo("user-1 1:17 (orders/o-17)");
        assertThat(new ExportRow(1, 3, WHOLE.toBuilder().clearUser().build(), "").owner())
                .isEqualTo("everyone 3");
    }

    private static byte[] bytes(ExportLine line) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.MAPPER.createGenerator(bytes)) {
            ExportJson.write(json, line);
        }
        return bytes.toByteArray();
    }

    private static String text(ExportLine line) {
        return new String(bytes(line), StandardCharsets.UTF_8);
    }
}
