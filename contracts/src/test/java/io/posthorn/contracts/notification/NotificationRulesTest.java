// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationRulesTest {

    /** What only the state that a notification meets can tell. */
    private static final Set<Rejection> OF_STATE =
            EnumSet.of(Rejection.FAILED, Rejection.NO_MEMBERS, Rejection.TOO_MANY_MEMBERS);

    private static final DeliveryClasses CLASSES = DeliveryClasses.defaults();
    private static final Notification SOUND = Notification.newBuilder()
            .setId("o-17")
            .setSource("orders")
            .setTarget(users(List.of("user-1")))
            .setClassName("system")
            .build();

    static Stream<Arguments> unsound() {
        return Stream.of(
                unsound(Rejection.ID_MISSING, "id is missing", n -> n.clearId()),
                unsound(Rejection.SOURCE_MISSING, "source is missing", n -> n.clearSource()),
                unsound(Rejection.BAD_ID, "id: allowed", n -> n.setId("o 17")),
                unsound(Rejection.BAD_ID, "id: allowed", n -> n.setId("o\u000017")),
                unsound(Rejection.BAD_ID, "id: allowed", n -> n.setId("x".repeat(129))),
                unsound(Rejection.BAD_ID, "source: allowed", n -> n.setSource("my orders")),
                unsound(Rejection.BAD_ID, "source: allowed", n -> n.setSource("orders\u00A0eu")),
                unsound(Rejection.BAD_ID, "target.users: allowed", n -> n.setTarget(users(List.of("user-1", "")))),
                unsound(Rejection.BAD_ID, "target.users: allowed", n -> n.setTarget(users(List.of("user\u00001")))),
                unsound(Rejection.BAD_ID, "target.users: allowed", n -> n.setTarget(users(List.of("user-1\uD83D")))),
                unsound(Rejection.NO_TARGET, "target is missing", n -> n.clearTarget()),
                unsound(Rejection.NO_TARGET, "target is missing", n -> n.setTarget(Target.getDefaultInstance())),
                unsound(Rejection.NO_TARGET, "target.users is empty", n -> n.setTarget(users(List.of()))),
                unsound(
                        Rejection.TOO_MANY_USERS,
                        "target.users has 1001, allowed are 1000",
                        n -> n.setTarget(users(Collections.nCopies(1_001, "user-1")))),
                unsound(
                        Rejection.BAD_ID,
                        "target.group: allowed",
                        n -> n.setTarget(Target.newBuilder().setGroup("the team"))),
                unsound(
                        Rejection.NO_TARGET,
                        "target.everyone is not true",
                        n -> n.setTarget(Target.newBuilder().setEveryone(false))),
                unsound(Rejection.CLASS_MISSING, "class is missing", n -> n.clearClassName()),
                unsound(Rejection.UNKNOWN_CLASS, "configured are transient, chat", n -> n.setClassName("urgent")),
                unsound(Rejection.UNKNOWN_CLASS, "configured are", n -> n.setClassName("System")),
                unsound(Rejection.TOO_LARGE, "body and data are over 65536 bytes", n -> n.setBody("x".repeat(65_537))),
                unsound(Rejection.TOO_LARGE, "body and data are over 65536 bytes", n -> n.setBody("ä".repeat(32_769))),
                unsound(
                        Rejection.TOO_LARGE,
                        "body and data are over 65536 bytes",
                        n -> n.setBody("x".repeat(32_768)).setData(bytes(32_769))),
                unsound(Rejection.TOO_LARGE, "body and data", n -> n.setData(bytes(65_537))),
                unsound(Rejection.TOO_LARGE, "title is over 1024", n -> n.setTitle("x".repeat(1_025))),
                unsound(Rejection.TOO_LARGE, "type is over 256", n -> n.setType("x".repeat(257))),
                unsound(Rejection.TOO_LARGE, "collapseKey is over 256", n -> n.setCollapseKey("x".repeat(257))),
                unsound(
                        Rejection.TOO_LARGE,
                        "dataContentType is over 256",
                        n -> n.setData(Content.newBuilder().setContentType("x".repeat(257)))),
                unsound(
                        Rejection.TOO_LARGE,
                        "data has over 50 levels",
                        n -> n.setData(json("[".repeat(51) + "]".repeat(51)))),
                unsound(
                        Rejection.UNPARSEABLE,
                        "data has no content type",
                        n -> n.setData(Content.getDefaultInstance())),
                unsound(Rejection.UNPARSEABLE, "data is not JSON", n -> n.setData(json(""))),
                unsound(Rejection.UNPARSEABLE, "data is not JSON", n -> n.setData(json("  "))),
                unsound(Rejection.UNPARSEABLE, "data is not JSON", n -> n.setData(json("{\"a\":1}}"))),
                unsound(Rejection.UNPARSEABLE, "data is not JSON", n -> n.setData(json("1 2"))),
                unsound(Rejection.UNPARSEABLE, "data is not JSON", n -> n.setData(json("\"open"))),
                unsound(Rejection.UNPARSEABLE, "data is not JSON", n -> n.setData(json("1e99999999999"))),
                unsound(Rejection.UNPARSEABLE, "data is not JSON", n -> n.setData(json("9".repeat(1_001)))),
                unsound(Rejection.UNPARSEABLE, "sentAt", n -> n.setSentAt(seconds(Long.MAX_VALUE))),
                unsound(Rejection.UNPARSEABLE, "sentAt", n -> n.setSentAt(seconds(Long.MIN_VALUE))),
                unsound(Rejection.UNPARSEABLE, "sentAt", n -> n.setSentAt(seconds(253_402_300_800L))),
                unsound(
                        Rejection.UNPARSEABLE,
                        "sentAt",
                        n -> n.setSentAt(Timestamp.newBuilder().setNanos(-1))),
                unsound(
                        Rejection.UNPARSEABLE,
                        "sentAt",
                        n -> n.setSentAt(Timestamp.newBuilder().setNanos(1_000_000_000))),
                unsound(Rejection.BAD_TTL, "ttl must be positive", n -> n.setTtl(Duration.getDefaultInstance())),
                unsound(
                        Rejection.BAD_TTL,
                        "ttl must be positive",
                        n -> n.setTtl(Duration.newBuilder().setSeconds(-1))),
                unsound(
                        Rejection.BAD_TTL,
                        "ttl must be positive",
                        n -> n.setTtl(Duration.newBuilder().setNanos(-1))),
                unsound(
                        Rejection.BAD_TTL,
                        "ttl must be positive",
                        n -> n.setTtl(
                                Duration.newBuilder().setSeconds(Long.MIN_VALUE).setNanos(-1))));
    }

    private static Arguments unsound(Rejection rejection, String detail, UnaryOperator<Notification.Builder> change) {
        return Arguments.of(rejection, detail, change);
    }

    @ParameterizedTest(name = "{index} {0}: {1}")
    @MethodSource("unsound")
    void refuse(Rejection rejection, String detail, UnaryOperator<Notification.Builder> change) {
        Notification notification = change.apply(SOUND.toBuilder()).build();

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> NotificationRules.check(notification, CLASSES))
                .withMessageContaining(detail)
                .returns(rejection, RejectedException::rejection);
    }

    /** {@code FAILED} is for records that are sound. */
    @Test
    void haveATestForEachRejection() {
        var tested = unsound().map(each -> (Rejection) each.get()[0]).collect(Collectors.toSet());

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rejection.values())
                        .filter(each -> !OF_STATE.contains(each))
                        .toList());
    }

    static Stream<Arguments> sound() {
        return Stream.of(
                sound(n -> n),
                sound(n -> n.setId("x".repeat(128)).setSource("/orders?eu=1")),
                sound(n -> n.setTarget(users(Collections.nCopies(1_000, "user-1")))),
                sound(n -> n.setBody("x".repeat(65_536))),
                sound(n -> n.setBody("x".repeat(32_768)).setData(bytes(32_768))),
                sound(n ->
                        n.setTitle("x".repeat(1_024)).setType("x".repeat(256)).setCollapseKey("x".repeat(256))),
                sound(n -> n.setData(json("[".repeat(50) + "]".repeat(50)))),
                sound(n -> n.setData(json(" null\n"))),
                sound(n -> n.setData(json("\"\\ud83d\""))),
                sound(n -> n.setData(json("{\"a\":1,\"a\":2}"))),
                sound(n -> n.setData(Content.newBuilder()
                        .setContentType("application/json; charset=utf-8")
                        .setValue(ByteString.copyFromUtf8("no JSON")))),
                sound(n -> n.setTtl(Duration.newBuilder().setNanos(1))),
                sound(n -> n.setTtl(
                        Duration.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(Integer.MAX_VALUE))),
                sound(n -> n.setSentAt(Timestamp.getDefaultInstance())),
                sound(n -> n.setSentAt(seconds(253_402_300_799L))),
                sound(n -> n.setSentAt(seconds(-62_135_596_800L))));
    }

    private static Arguments sound(UnaryOperator<Notification.Builder> change) {
        return Arguments.of(change);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("sound")
    void letPassUpToTheBound(UnaryOperator<Notification.Builder> change) {
        Notification notification = change.apply(SOUND.toBuilder()).build();

        assertThatCode(() -> NotificationRules.check(notification, CLASSES)).doesNotThrowAnyException();
        assertThatCode(() -> NotificationJson.write(notification)).doesNotThrowAnyException();
    }

    /** Each of these is JSON to a lenient reader, and none of them is in the middle of a frame. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE"})
    void refuseJsonThatIsNotInUtf8(String charset) {
        refuseData("{\"a\":1}".getBytes(Charset.forName(charset)));
    }

    @Test
    void refuseJsonThatWouldBreakAFrame() {
        refuseData("\uFEFF{\"a\":1}".getBytes(UTF_8));
        refuseData("7".getBytes(UTF_16BE));
        refuseData(new byte[] {'"', (byte) 0xC3, 0x28, '"'});
        refuseData(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        refuseData(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'});
        refuseData(new byte[] {'"', 0, '"'});
    }

    private static void refuseData(byte[] data) {
        Notification notification = SOUND.toBuilder()
                .setData(Content.newBuilder().setContentType("application/json").setValue(ByteString.copyFrom(data)))
                .build();

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> NotificationRules.check(notification, CLASSES))
                .withMessage("data is not JSON in UTF-8")
                .returns(Rejection.UNPARSEABLE, RejectedException::rejection);
    }

    @Test
    void sayNothingOfTheContent() {
        Notification notification =
                SOUND.toBuilder().setClassName("s3cr3t").setBody("s3cr3t").build();

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> NotificationRules.check(notification, CLASSES))
                .withMessage(
                        "class is unknown, configured are transient, chat, group, media, system, critical, archive");
    }

    private static Target users(List<String> users) {
        return Target.newBuilder()
                .setUsers(UserList.newBuilder().addAllUsers(users))
                .build();
    }

    private static Content json(String json) {
        return Content.newBuilder()
                .setContentType("application/json")
                .setValue(ByteString.copyFromUtf8(json))
                .build();
    }

    private static Content bytes(int count) {
        return Content.newBuilder()
                .setContentType("application/octet-stream")
                .setValue(ByteString.copyFrom(new byte[count]))
                .build();
    }

    private static Timestamp seconds(long seconds) {
        return Timestamp.newBuilder().setSeconds(seconds).build();
    }
}
