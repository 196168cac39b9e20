// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {

    private static final byte[] JSON =
            "{\"id\":\"o-17\",\"source\":\"orders\",\"sentAt\":\"2026-11-20T10:00:00Z\"}".getBytes(UTF_8);
    private static final byte[] PROTOBUF =
            Notification.newBuilder().setId("o-17").setSource("orders").build().toByteArray();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                " application/json ",
                "application/json;"
            })
    void readsJson(String contentType) throws RejectedException {
        assertThat(read(JSON, Map.of("content-type", contentType)).getId()).isEqualTo("o-17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-protobuf",
                "Application/X-Protobuf",
                "application/x-protobuf; messageType=Notification"
            })
    void readsProtobuf(String contentType) throws RejectedException {
        assertThat(read(PROTOBUF, Map.of("content-type", contentType)).getId()).isEqualTo("o-17");
    }

    @Test
    void takesJsonWhereNothingIsSaid() throws RejectedException {
        assertThat(read(JSON, Map.of()).getId()).isEqualTo("o-17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "json",
                "text/plain",
                "application/protobuf",
                "application/jsonx",
                "application/cloudevents+json",
                "application/octet-stream",
                "application/json, application/x-protobuf"
            })
    void readsNothingElse(String contentType) {
        refused(
                JSON,
                Map.of("content-type", contentType),
                "content-type must be application/json or application/x-protobuf");
    }

    @Test
    void readsNoTombstone() {
        refused(null, Map.of(), "no value");
        refused(null, Map.of("content-type", "application/x-protobuf", "ce_id", "o-17"), "no value");
    }

    @Test
    void doesNotTakeOneEncodingForTheOther() {
        refused(PROTOBUF, Map.of(), "not JSON");
        refused(JSON, Map.of("content-type", "application/x-protobuf"), "not a Protobuf notification");
    }

    @Test
    void readsNoProtobufThatIsCutOffOrNoText() {
        byte[] cut = Arrays.copyOf(PROTOBUF, PROTOBUF.length - 1);
        byte[] noText = PROTOBUF.clone();
        noText[2] = (byte) 0xFF;

        refused(cut, Map.of("content-type", "application/x-protobuf"), "not a Protobuf notification");
        refused(noText, Map.of("content-type", "application/x-protobuf"), "not a Protobuf notification");
    }

    @Test
    void letsHeadersOfCloudEventsWin() throws RejectedException {
        var headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", "e-1",
                "ce_source", "/orders",
                "ce_type", "com.example.order.shipped",
                "ce_time", "2026-11-20T12:30:00+02:00");

        Notification notification = read(JSON, headers);

        assertThat(notification)
                .isEqualTo(Notification.newBuilder()
                        .setId("e-1")
                        .setSource("/orders")
                        .setType("com.example.order.shipped")
                        .setSentAt(Times.parse("2026-11-20T10:30:00Z"))
                        .build());
    }

    @Test
    void takesFromTheBodyWhatNoHeaderSays() throws RejectedException {
        Notification notification = read(JSON, Map.of("ce_type", "com.example.order.shipped"));

        assertThat(notification.getId()).isEqualTo("o-17");
        assertThat(notification.getSource()).isEqualTo("orders");
        assertThat(notification.getType()).isEqualTo("com.example.order.shipped");
        assertThat(Times.format(notification.getSentAt())).isEqualTo("2026-11-20T10:00:00Z");
    }

    @Test
    void letsHeadersOfCloudEventsWinOverProtobufToo() throws RejectedException {
        var headers = Map.of("content-type", "application/x-protobuf", "ce_id", "e-1");

        assertThat(read(PROTOBUF, headers).getId()).isEqualTo("e-1");
        assertThat(read(PROTOBUF, headers).getSource()).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "1795168800",
                "2026-11-20",
                "2026-11-20T10:00:00",
                "2026-11-20 10:00:00Z",
                "2026-02-30T10:00:00Z"
            })
    void readsNoGarbageAsTime(String time) {
        refused(JSON, Map.of("ce_time", time), "ce_time: not a time in ISO 8601 with an offset");
    }

    @Test
    void readsNoTimeThatCannotBeSaid() {
        refused(JSON, Map.of("ce_time", "+999999999-12-31T23:59:59Z"), "ce_time: must lie in the years 1 to 9999");
    }

    @ParameterizedTest
    @CsvSource({"ce_id", "ce_source"})
    void leavesEmptyHeadersToTheRules(String header) throws RejectedException {
        Notification notification = read(JSON, Map.of(header, ""));

        assertThat(header.equals("ce_id") ? notification.getId() : notification.getSource())
                .isEmpty();
    }

    /** What is carried along unread would pass by all bounds of size and end as a record that Kafka refuses. */
    @Test
    void dropsFieldsThatItDoesNotKnow() throws RejectedException {
        var unknown = UnknownFieldSet.newBuilder()
                .addField(
                        999,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(new byte[700_000]))
                                .build())
                .build();
        Notification notification = Notification.newBuilder()
                .setId("o-17")
                .setTarget(Target.newBuilder()
                        .setUsers(UserList.newBuilder().addUsers("user-1").setUnknownFields(unknown)))
                .setData(Content.newBuilder().setContentType("x/y").setUnknownFields(unknown))
                .setUnknownFields(unknown)
                .build();

        Notification read = read(notification.toByteArray(), Map.of("content-type", "application/x-protobuf"));

        assertThat(read.getSerializedSize()).isLessThan(100);
        assertThat(read.getTarget().getUsers().getUsersList()).containsExactly("user-1");
    }

    @Test
    void throwsNothingElseOnAnyBytes() {
        Random random = new Random(20261120);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = PROTOBUF.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(read(bytes, Map.of("content-type", "application/x-protobuf"))
                                .toByteArray())
                        .isNotNull();
            } catch (RejectedException expected) {
                assertThat(expected.rejection()).isEqualTo(Rejection.UNPARSEABLE);
            }
        }
    }

    private static Notification read(byte[] value, Map<String, String> headers) throws RejectedException {
        return NotificationReader.read(value, headers::get);
    }

    private static void refused(byte[] value, Map<String, String> headers, String detail) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> read(value, headers))
                .withMessage(detail)
                .returns(Rejection.UNPARSEABLE, RejectedException::rejection);
    }
}
