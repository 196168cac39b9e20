// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.NotificationRules;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.ClassCounts;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client reads: what the gateway writes, and nothing that breaks it. */
class ServerFrameTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "null", "{}", "{\"type\":7}", "{\"type\":\"pong\"} {}"})
    void isNoFrameAtAll(String json) {
        refused(() -> json(json), "not-a-frame", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"later\"}", "{\"type\":\"hello\",\"device\":17}", "{\"type\":\"\"}"})
    void ofALaterVersionIsAFrameWithoutContent(String json) throws BadFrameException {
        assertThat(json(json)).isEqualTo(ServerFrame.getDefaultInstance());
        assertThat(Subprotocol.PROTO.decodeServerFrame(new byte[0])).isEqualTo(ServerFrame.getDefaultInstance());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'welcome','heartbeat':'25000'}                          | heartbeat",
                "{'type':'welcome','window':-1}                                  | window",
                "{'type':'welcome','user':7}                                     | user",
                "{'type':'resumed','recovered':true}                             | recovered",
                "{'type':'resumed','pending':'many'}                             | pending",
                "{'type':'resumed','pending':99999999999999999999}               | pending",
                "{'type':'message','cursor':7}                                   | cursor",
                "{'type':'message','sentAt':'yesterday'}                         | sentAt",
                "{'type':'message','sentAt':'2026-11-20T10:00:00'}               | sentAt",
                "{'type':'message','sentAt':1795168800}                          | sentAt",
                "{'type':'message','replayed':1}                                 | replayed",
                "{'type':'message','data':1,'dataBase64':'AA=='}                 | data and dataBase64",
                "{'type':'message','dataBase64':'AA=='}                          | dataContentType",
                "{'type':'message','dataBase64':{},'dataContentType':'x'}        | dataBase64",
                "{'type':'message','dataBase64':'*','dataContentType':'x'}       | dataBase64",
                "{'type':'message','dataBase64':'AA==','dataContentType':{}}     | dataContentType",
                "{'type':'skip','cursor':'c'}                                    | counts",
                "{'type':'skip','counts':[]}                                     | counts",
                "{'type':'skip','counts':{'expired':7}}                          | expired",
                "{'type':'skip','counts':{'expired':{'chat':'7'}}}               | chat",
                "{'type':'skip','counts':{'expired':{'chat':1.5}}}               | chat",
                "{'type':'skip','counts':{'expired':{'chat':-1}}}                | chat",
                "{'type':'authRequired'}                                         | deadline",
                "{'type':'authRequired','deadline':'+10000-01-01T00:00:00Z'}     | deadline",
                "{'type':'goAway','reconnectAfter':{}}                           | reconnectAfter",
                "{'type':'error','temporary':'no'}                               | temporary"
            })
    void isRefusedWithTheFieldThatIsWrong(String json, String field) {
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(() -> json(json.replace('\'', '"')))
                .withMessageContaining(field)
                .returns("bad-field", BadFrameException::code)
                .returns(true, BadFrameException::isFrame);
    }

    static Stream<ServerFrame> oddFrames() {
        return Stream.of(
                frame(MessageFrame.newBuilder().setData(content("application/json", "[1.50, \"\\ud83d\"]"))),
                frame(MessageFrame.newBuilder().setData(content("application/json", "1E+400"))),
                frame(MessageFrame.newBuilder().setData(content("text/plain", ""))),
                frame(MessageFrame.newBuilder()
                        .setTitle("\u0000\u001F\"\\/\u2028 \uD83D\uDC4B")
                        .setBody("\n")),
                ServerFrame.newBuilder()
                        .setResumed(Resumed.newBuilder().setPending(Long.MAX_VALUE))
                        .build(),
                ServerFrame.newBuilder().setSkip(Skip.newBuilder()).build(),
                ServerFrame.newBuilder()
                        .setSkip(Skip.newBuilder()
                                .putCounts(
                                        "expired",
                                        ClassCounts.newBuilder()
                                                .putClasses("chat", Long.MAX_VALUE)
                                                .putClasses("", 0)
                                                .build())
                                .putCounts("", ClassCounts.getDefaultInstance()))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("oddFrames")
    void isReadAsItWasWritten(ServerFrame frame) throws BadFrameException {
        ServerFrame read = Subprotocol.JSON.decodeServerFrame(Subprotocol.JSON.encode(frame));

        assertThat(normal(read)).isEqualTo(normal(frame));
        assertThat(Subprotocol.PROTO.decodeServerFrame(Subprotocol.PROTO.encode(frame)))
                .isEqualTo(frame);
    }

    /** The spaces within JSON data are nobody's. */
    private static ServerFrame normal(ServerFrame frame) {
        ServerFrame.Builder normal = frame.toBuilder();
        if (frame.getMessage().getData().getContentType().equals("application/json")) {
            String data = frame.getMessage().getData().getValue().toStringUtf8();
            normal.getMessageBuilder()
                    .getDataBuilder()
                    .setValue(ByteString.copyFromUtf8(data.replace(" ", "").toUpperCase()));
        }
        return normal.build();
    }

    @Test
    void carriesJsonInTheMiddleOfAFrameAsItCame() {
        ServerFrame frame = frame(MessageFrame.newBuilder()
                .setCursor("c")
                .setId("o-17")
                .setData(content("application/json", " {\"total\": 49.90,\n \"n\": 1e2} ")));

        assertThat(new String(Subprotocol.JSON.encode(frame), UTF_8))
                .isEqualTo(
                        "{\"type\":\"message\",\"cursor\":\"c\",\"prev\":\"\",\"id\":\"o-17\",\"source\":\"\",\"class\":\"\","
                                + "\"data\": {\"total\": 49.90,\n \"n\": 1e2} }");
    }

    @Test
    void withNullAsDataIsOneWithoutData() throws BadFrameException {
        ServerFrame frame = frame(MessageFrame.newBuilder().setData(content("application/json", "null")));

        ServerFrame read = Subprotocol.JSON.decodeServerFrame(Subprotocol.JSON.encode(frame));

        assertThat(read.getMessage().hasData()).isFalse();
    }

    /** Data that passed at the entrance and breaks a frame would be sent again for as long as it is kept. */
    @Test
    void isReadWithWhateverDataTheRulesLetPass() throws BadFrameException {
        Random random = new Random(20261120);
        byte[] valid = "{\"a\":[1.5e3,\"\\u00e4ö\"],\"b\":null}".getBytes(UTF_8);
        int passed = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] data = valid.clone();
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            data[random.nextInt(data.length)] = (byte) "{}[]\",:0eE-.\\uD8".charAt(random.nextInt(16));
            if (passesRules(data)) {
                passed++;
                var content =
                        Content.newBuilder().setContentType("application/json").setValue(ByteString.copyFrom(data));
                ServerFrame frame =
                        frame(MessageFrame.newBuilder().setId("o-17").setData(content));

                assertThat(Subprotocol.JSON
                                .decodeServerFrame(Subprotocol.JSON.encode(frame))
                                .getMessage()
                                .getId())
                        .isEqualTo("o-17");
            }
        }
        assertThat(passed).isGreaterThan(300);
    }

    private static boolean passesRules(byte[] data) {
        Notification notification = Notification.newBuilder()
                .setId("o-17")
                .setSource("orders")
                .setClassName("system")
                .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addUsers("user-1")))
                .setData(Content.newBuilder().setContentType("application/json").setValue(ByteString.copyFrom(data)))
                .build();
        try {
            NotificationRules.check(notification, DeliveryClasses.defaults());
            return true;
        } catch (RejectedException e) {
            return false;
        }
    }

    @Test
    void canOnlyBeWrittenWithContent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subprotocol.JSON.encode(ServerFrame.getDefaultInstance()))
                .withMessage("a frame without content");
    }

    @Test
    void throwsNothingElseOnAnyBytes() {
        Random random = new Random(20261120);
        ServerFrame frame = frame(MessageFrame.newBuilder()
                .setCursor("c")
                .setTitle("t")
                .setData(content("application/json", "{\"total\":49.90}")));
        for (Subprotocol protocol : Subprotocol.values()) {
            byte[] valid = protocol.encode(frame);
            for (int i = 0; i < 20_000; i++) {
                byte[] bytes = valid.clone();
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                try {
                    assertThat(protocol.decodeServerFrame(bytes).getFrameCase()).isNotNull();
                } catch (BadFrameException expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                }
            }
        }
    }

    private static ServerFrame frame(MessageFrame.Builder message) {
        return ServerFrame.newBuilder().setMessage(message).build();
    }

    private static Content content(String contentType, String value) {
        return Content.newBuilder()
                .setContentType(contentType)
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    private static ServerFrame json(String json) throws BadFrameException {
        return Subprotocol.JSON.decodeServerFrame(json.getBytes(UTF_8));
    }

    private static void refused(ThrowingCallable decoding, String code, boolean frame) {
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(decoding)
                .returns(code, BadFrameException::code)
                .returns(frame, BadFrameException::isFrame);
    }
}
