// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.v1.Ack;
import io.posthorn.contracts.v1.Attributes;
import io.posthorn.contracts.v1.Auth;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.ReadMarker;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device may say. A bad frame ends in one exception with its reason, whatever its bytes. */
class ClientFrameTest {

    // ------------------------------------------------------------ JSON

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ping",
                "{",
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\"}}",
                "{\"type\":\"ping\"}{\"type\":\"ping\"}",
                "{\"type\":\"ping\"} x",
                "[]",
                "[{\"type\":\"ping\"}]",
                "\"ping\"",
                "null",
                "17",
                "{}",
                "{\"Type\":\"ping\"}",
                "{\"type\":null}",
                "{\"type\":1}",
                "{\"type\":{}}",
                "{\"type\":[\"ping\"]}",
                "{\"type\":\"ping\",\"x\":1e99999999999}",
                "{\"type\":\"ping\",\"x\":NaN}",
                "{\"type\":\"ping\",\"\\ud83d\":1}"
            })
    void isNoFrameAtAll(String json) {
        refused(() -> json(json), "not-a-frame", false);
    }

    @Test
    void isNoFrameWhenItsBytesAreNoText() {
        refused(
                () -> Subprotocol.JSON.decodeClientFrame(new byte[] {'{', '"', (byte) 0xC3, 0x28, '"'}),
                "not-a-frame",
                false);
        refused(() -> Subprotocol.JSON.decodeClientFrame(new byte[] {0, 1, 2}), "not-a-frame", false);
        refused(() -> json("[".repeat(60_000)), "not-a-frame", false);
        refused(() -> json("{\"type\":\"ping\",\"x\":" + "9".repeat(1_001) + "}"), "not-a-frame", false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'subscribe'}                                            | unknown-type",
                "{'type':'Ping'}                                                 | unknown-type",
                "{'type':''}                                                     | unknown-type",
                "{'type':'welcome','user':'user-2'}                              | unknown-type",
                "{'type':'hello'}                                                | bad-device",
                "{'type':'hello','device':null}                                  | bad-device",
                "{'type':'hello','device':''}                                    | bad-device",
                "{'type':'hello','device':'my phone'}                            | bad-device",
                "{'type':'hello','device':'a\\u0000b'}                           | bad-device",
                "{'type':'hello','device':'a\\u00a0b'}                           | bad-device",
                "{'type':'hello','device':17}                                    | bad-field",
                "{'type':'hello','device':['phone']}                             | bad-field",
                "{'type':'hello','device':'\\ud83d'}                             | bad-field",
                "{'type':'hello','device':'phone','resume':17}                   | bad-field",
                "{'type':'hello','device':'phone','window':0}                    | bad-window",
                "{'type':'hello','device':'phone','window':-1}                   | bad-field",
                "{'type':'hello','device':'phone','window':1.5}                  | bad-field",
                "{'type':'hello','device':'phone','window':'64'}                 | bad-field",
                "{'type':'hello','device':'phone','window':true}                 | bad-field",
                "{'type':'hello','device':'phone','window':[64]}                 | bad-field",
                "{'type':'hello','device':'phone','window':99999999999999999999} | bad-field",
                "{'type':'hello','device':'phone','window':1e400}                | bad-field",
                "{'type':'hello','device':'phone','window':1e-400}               | bad-field",
                "{'type':'hello','device':'phone','pings':'true'}                | bad-field",
                "{'type':'hello','device':'phone','pings':1}                     | bad-field",
                "{'type':'hello','device':'phone','attributes':[]}               | bad-field",
                "{'type':'hello','device':'phone','attributes':'a'}              | bad-field",
                "{'type':'hello','device':'phone','attributes':{'a':1}}          | bad-field",
                "{'type':'hello','device':'phone','attributes':{'a':null}}       | bad-field",
                "{'type':'hello','device':'phone','attributes':{'a':{}}}         | bad-field",
                "{'type':'ack'}                                                  | bad-cursor",
                "{'type':'ack','cursor':null}                                    | bad-cursor",
                "{'type':'ack','cursor':''}                                      | bad-cursor",
                "{'type':'ack','cursor':7}                                       | bad-field",
                "{'type':'read'}                                                 | bad-cursor",
                "{'type':'read','cursor':{}}                                     | bad-field",
                "{'type':'auth'}                                                 | missing-field",
                "{'type':'auth','token':''}                                      | missing-field",
                "{'type':'auth','token':false}                                   | bad-field",
                "{'type':'attributes','set':['a']}                               | bad-field",
                "{'type':'attributes','set':{'a':true}}                          | bad-field",
                "{'type':'attributes','remove':'a'}                              | bad-field",
                "{'type':'attributes','remove':{'a':'b'}}                        | bad-field",
                "{'type':'attributes','remove':[null]}                           | bad-field",
                "{'type':'attributes','clear':'yes'}                             | bad-field"
            })
    void isRefusedWithItsReason(String json, String code) {
        refused(() -> json(json.replace('\'', '"')), code, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'hello','device':'phone','window':null,'attributes':null,'resume':null,'pings':null}",
                "{'type':'hello','device':'phone','later':{'x':[1]}}",
                "{'device':'phone','type':'hello'}"
            })
    void mayLeaveOutWhatItDoesNotSay(String json) throws BadFrameException {
        assertThat(json(json.replace('\'', '"')).getHello())
                .isEqualTo(Hello.newBuilder().setDevice("phone").build());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2.0, 2", "1e3, 1000", "5000000000, 2147483647", "9223372036854775807, 2147483647"})
    void mayAskForAnyWindowFromOne(String asked, int window) throws BadFrameException {
        ClientFrame frame = json("{\"type\":\"hello\",\"device\":\"phone\",\"window\":" + asked + "}");

        assertThat(frame.getHello().getWindow()).isEqualTo(window);
    }

    // ------------------------------------------------------------ Protobuf

    @Test
    void isNoFrameWhenItIsNotProtobuf() {
        refused(() -> Subprotocol.PROTO.decodeClientFrame("{\"type\":\"ping\"}".getBytes(UTF_8)), "not-a-frame", false);
        refused(() -> Subprotocol.PROTO.decodeClientFrame(new byte[] {0}), "not-a-frame", false);
        // A string field of two bytes that are no UTF-8.
        byte[] hello = Subprotocol.PROTO.encode(hello("ab"));
        hello[hello.length - 1] = (byte) 0xFF;
        refused(() -> Subprotocol.PROTO.decodeClientFrame(hello), "not-a-frame", false);
    }

    @Test
    void isOfAnUnknownTypeWhenNoCaseIsSet() {
        refused(() -> Subprotocol.PROTO.decodeClientFrame(new byte[0]), "unknown-type", true);
        // Field 99 of a later version: an empty message.
        refused(() -> Subprotocol.PROTO.decodeClientFrame(new byte[] {(byte) 0x9A, 0x06, 0}), "unknown-type", true);
    }

    @Test
    void mayAskForAWindowThatIsNegativeToJava() throws BadFrameException {
        ClientFrame asked = ClientFrame.newBuilder()
                .setHello(Hello.newBuilder().setDevice("phone").setWindow(-1))
                .build();

        ClientFrame frame = Subprotocol.PROTO.decodeClientFrame(Subprotocol.PROTO.encode(asked));

        assertThat(Integer.toUnsignedLong(frame.getHello().getWindow())).isEqualTo(4_294_967_295L);
    }

    // ------------------------------------------------------------ both

    static Stream<Arguments> badFrames() {
        return Stream.of(
                bad("bad-device", hello("")),
                bad("bad-device", hello("my phone")),
                bad("bad-device", hello("a\u0000b")),
                bad("bad-device", hello("x".repeat(129))),
                bad("bad-window", hello(Hello.newBuilder().setDevice("phone").setWindow(0))),
                bad("bad-cursor", ack("")),
                bad("bad-cursor", ack("x".repeat(65))),
                bad(
                        "bad-cursor",
                        ClientFrame.newBuilder()
                                .setRead(ReadMarker.newBuilder())
                                .build()),
                bad(
                        "missing-field",
                        ClientFrame.newBuilder().setAuth(Auth.newBuilder()).build()),
                bad("too-many-attributes", hello(hello().putAllAttributes(attributes(33, 1)))),
                bad("too-many-attributes", hello(hello().putAllAttributes(Map.of("a", "x".repeat(2_048))))),
                bad("too-many-attributes", hello(hello().putAllAttributes(Map.of("x".repeat(2_049), "")))),
                bad("too-many-attributes", attributes(attributes(33, 1))),
                bad("too-many-attributes", attributes(attributes(32, 63))));
    }

    private static Arguments bad(String code, ClientFrame frame) {
        return Arguments.of(code, frame);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFrames")
    void isRefusedInBothEncodings(String code, ClientFrame frame) {
        for (Subprotocol protocol : Subprotocol.values()) {
            refused(() -> protocol.decodeClientFrame(protocol.encode(frame)), code, true);
        }
    }

    static Stream<ClientFrame> goodFrames() {
        return Stream.of(
                hello("x".repeat(128)),
                hello(hello().setWindow(1)),
                hello(hello().setResume("x".repeat(64_000))),
                hello(hello().putAllAttributes(attributes(32, 1))),
                hello(hello().putAllAttributes(Map.of("", ""))),
                hello(hello().putAllAttributes(Map.of("a", "x".repeat(2_047)))),
                ack("x"),
                ack("x".repeat(64)),
                attributes(attributes(32, 62)),
                ClientFrame.newBuilder().setAttributes(Attributes.newBuilder()).build(),
                ClientFrame.newBuilder()
                        .setAttributes(Attributes.newBuilder().addRemove("a").setClear(true))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("goodFrames")
    void isTakenUpToTheBound(ClientFrame frame) throws BadFrameException {
        for (Subprotocol protocol : Subprotocol.values()) {
            assertThat(protocol.decodeClientFrame(protocol.encode(frame))).isEqualTo(frame);
        }
    }

    @ParameterizedTest
    @EnumSource(Subprotocol.class)
    void canOnlyBeWrittenWithContent(Subprotocol protocol) {
        if (protocol == Subprotocol.JSON) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> protocol.encode(ClientFrame.getDefaultInstance()))
                    .withMessage("a frame without content");
        }
    }

    @ParameterizedTest
    @EnumSource(Subprotocol.class)
    void throwsNothingElseOnAnyBytes(Subprotocol protocol) {
        Random random = new Random(20261120);
        byte[] valid = protocol.encode(
                hello(hello().setResume("earliest").setWindow(64).putAttributes("a", "b")));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = valid.clone();
            int changes = 1 + random.nextInt(4);
            for (int j = 0; j < changes; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(protocol.decodeClientFrame(bytes).getFrameCase()).isNotNull();
            } catch (BadFrameException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void isRefusedWithoutItsContent() {
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(() -> json("{\"type\":\"auth\",\"token\":{\"secret\":\"s3cr3t\"}}"))
                .withMessage("token: must be a string")
                .withNoCause();
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(() -> json("{\"type\":\"hello\",\"device\":\"my s3cr3t\"}"))
                .withMessage("device: allowed are 1 to 128 printable characters without space");
    }

    // ------------------------------------------------------------ given

    private static Hello.Builder hello() {
        return Hello.newBuilder().setDevice("phone");
    }

    private static ClientFrame hello(String device) {
        return hello(Hello.newBuilder().setDevice(device));
    }

    private static ClientFrame hello(Hello.Builder hello) {
        return ClientFrame.newBuilder().setHello(hello).build();
    }

    private static ClientFrame ack(String cursor) {
        return ClientFrame.newBuilder()
                .setAck(Ack.newBuilder().setCursor(cursor))
                .build();
    }

    private static ClientFrame attributes(Map<String, String> set) {
        return ClientFrame.newBuilder()
                .setAttributes(Attributes.newBuilder().putAllSet(set))
                .build();
    }

    /** Names of two characters. */
    private static Map<String, String> attributes(int count, int valueLength) {
        return IntStream.range(10, 10 + count)
                .boxed()
                .collect(Collectors.toMap(n -> Integer.toString(n), n -> "x".repeat(valueLength)));
    }

    private static ClientFrame json(String json) throws BadFrameException {
        return Subprotocol.JSON.decodeClientFrame(json.getBytes(UTF_8));
    }

    private static void refused(ThrowingCallable decoding, String code, boolean frame) {
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(decoding)
                .returns(code, BadFrameException::code)
                .returns(frame, BadFrameException::isFrame);
    }
}
