// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "hello",
                "{",
                "{\"id\":\"o-17\"",
                "{\"id\":\"o-17\"}}",
                "{\"id\":\"o-17\"} {\"id\":\"o-18\"}",
                "{\"id\":\"o-17\"} x",
                "{'id':'o-17'}",
                "{\"id\":\"o-17\",}",
                "{\"data\":1e99999999999}",
                "{\"data\":NaN}"
            })
    void isNotJson(String json) {
        refused(json, "not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "\"o-17\"", "[]", "[{\"id\":\"o-17\"}]"})
    void isNotAnObject(String json) {
        refused(json, "not a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':17}                                        | id: must be a string",
                "{'id':['o-17']}                                  | id: must be a string",
                "{'source':true}                                  | source: must be a string",
                "{'type':{}}                                      | type: must be a string",
                "{'class':1.5}                                    | class: must be a string",
                "{'title':['a','b']}                              | title: must be a string",
                "{'body':{'text':'a'}}                            | body: must be a string",
                "{'collapseKey':0}                                | collapseKey: must be a string",
                "{'title':'a\\ud83d'}                             | title: holds half of a surrogate pair",
                "{'body':'\\udc4b\\ud83d'}                        | body: holds half of a surrogate pair",
                "{'ttl':48}                                       | ttl: must be a string",
                "{'ttl':'48h'}                                    | ttl: not a duration in ISO 8601",
                "{'ttl':'P1Y'}                                    | ttl: not a duration in ISO 8601",
                "{'ttl':'PT99999999999999999999H'}                | ttl: not a duration in ISO 8601",
                "{'sentAt':1795168800}                            | sentAt: must be a string",
                "{'sentAt':'2026-11-20'}                          | sentAt: not a time in ISO 8601 with an offset",
                "{'sentAt':'2026-11-20T10:00:00'}                 | sentAt: not a time in ISO 8601 with an offset",
                "{'sentAt':'2026-13-20T10:00:00Z'}                | sentAt: not a time in ISO 8601 with an offset",
                "{'sentAt':'+10000-01-01T00:00:00Z'}              | sentAt: must lie in the years 1 to 9999",
                "{'sentAt':'-0001-01-01T00:00:00Z'}               | sentAt: must lie in the years 1 to 9999",
                "{'target':'user-1'}                              | target: must be an object",
                "{'target':['user-1']}                            | target: must be an object",
                "{'target':{'users':'user-1'}}                    | target.users: must be an array of strings",
                "{'target':{'users':{'a':'user-1'}}}              | target.users: must be an array of strings",
                "{'target':{'users':['user-1',2]}}                | target.users: must be an array of strings",
                "{'target':{'users':['user-1',null]}}             | target.users: must be an array of strings",
                "{'target':{'users':[['user-1']]}}                | target.users: must be an array of strings",
                "{'target':{'users':['\\ud83d']}}                 | target.users: holds half of a surrogate pair",
                "{'target':{'group':7}}                           | group: must be a string",
                "{'target':{'everyone':'true'}}                   | target.everyone: must be true or false",
                "{'target':{'everyone':1}}                        | target.everyone: must be true or false",
                "{'target':{'users':['user-1'],'group':'eng'}}    | target: users, group and everyone exclude each other",
                "{'target':{'users':['user-1'],'everyone':true}}  | target: users, group and everyone exclude each other",
                "{'target':{'group':'eng','everyone':true}}       | target: users, group and everyone exclude each other",
                "{'data':1,'dataBase64':'AA==','dataContentType':'x/y'} | data and dataBase64 exclude each other",
                "{'dataBase64':'AA=='}                            | dataBase64 needs dataContentType, a string",
                "{'dataBase64':'AA==','dataContentType':''}       | dataBase64 needs dataContentType, a string",
                "{'dataBase64':'AA==','dataContentType':7}        | dataBase64 needs dataContentType, a string",
                "{'dataBase64':'AA==','dataContentType':'\\ud83d'}| dataBase64 needs dataContentType, a string",
                "{'dataBase64':7,'dataContentType':'x/y'}         | dataBase64: must be a string",
                "{'dataBase64':{},'dataContentType':'x/y'}        | dataBase64: must be a string",
                "{'dataBase64':'A','dataContentType':'x/y'}       | dataBase64: not Base64",
                "{'dataBase64':'AA=','dataContentType':'x/y'}     | dataBase64: not Base64",
                "{'dataBase64':'_-8=','dataContentType':'x/y'}    | dataBase64: not Base64",
                "{'dataBase64':'AA==\\n','dataContentType':'x/y'} | dataBase64: not Base64"
            })
    void saysWhatIsWrongAndNotWhatItHolds(String json, String detail) {
        refused(json.replace('\'', '"'), detail);
    }

    @Test
    void isNotReadAsOneTextWhenItsBytesAreNone() {
        refused(bytes("{\"title\":\"", new byte[] {(byte) 0xC3, 0x28}, "\"}"), "not JSON");
        refused(bytes("{\"title\":\"", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, "\"}"), "not JSON");
        refused(bytes("{\"title\":\"", new byte[] {(byte) 0xFF}, "\"}"), "not JSON");
        refused(bytes("", new byte[] {(byte) 0x80, 0, 1}, ""), "not JSON");
    }

    @Test
    void isReadOnlyAsDeepAsEveryoneReads() {
        refused("{\"data\":" + "[".repeat(500) + "]".repeat(500) + "}", "not JSON");
        refused("[".repeat(100_000), "not JSON");
        refused("{\"x\":" + "{\"x\":".repeat(100_000), "not JSON");
    }

    /** Serializers that write null for what is absent are common. */
    @Test
    void takesNullForAbsent() throws RejectedException {
        Notification notification = read(
                "{'id':'o-17','source':null,'type':null,'target':{'users':['user-1'],'group':null,'everyone':null},"
                        + "'class':null,'title':null,'body':null,'data':null,'dataContentType':'x/y','dataBase64':'AA==',"
                        + "'ttl':null,'collapseKey':null,'sentAt':null}");

        assertThat(new String(NotificationJson.write(notification), UTF_8))
                .isEqualTo(
                        "{\"id\":\"o-17\",\"target\":{\"users\":[\"user-1\"]},\"dataContentType\":\"x/y\",\"dataBase64\":\"AA==\"}");
        assertThat(read("{'target':null,'data':null,'dataBase64':null}")).isEqualTo(Notification.getDefaultInstance());
    }

    @Test
    void ignoresWhatItDoesNotKnow() throws RejectedException {
        assertThat(read("{'id':'o-17','priority':9,'later':{'id':'x'}}").getId())
                .isEqualTo("o-17");
    }

    @Test
    void leavesAMissingTargetToTheRules() throws RejectedException {
        assertThat(read("{}").hasTarget()).isFalse();
        assertThat(read("{'target':{}}").getTarget().getKindCase()).isEqualTo(Target.KindCase.KIND_NOT_SET);
        assertThat(read("{'target':{'everyone':false}}").getTarget().getKindCase())
                .isEqualTo(Target.KindCase.KIND_NOT_SET);
        assertThat(read("{'target':{'users':[]}}").getTarget().getUsers().getUsersCount())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z",
        "2026-11-20T12:00:00+02:00, 2026-11-20T10:00:00Z",
        "2026-11-20T10:00Z, 2026-11-20T10:00:00Z",
        "2026-11-20T10:00:00.123456789Z, 2026-11-20T10:00:00.123456789Z"
    })
    void writesTimesInUtc(String sentAt, String written) throws RejectedException {
        assertThat(new String(NotificationJson.write(read("{'sentAt':'" + sentAt + "'}")), UTF_8))
                .isEqualTo("{\"sentAt\":\"" + written + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"PT48H, PT48H", "P2D, PT48H", "PT90M, PT1H30M", "PT0.5S, PT0.5S", "PT-5S, PT-5S"})
    void writesDurationsInHours(String ttl, String written) throws RejectedException {
        assertThat(new String(NotificationJson.write(read("{'ttl':'" + ttl + "'}")), UTF_8))
                .isEqualTo("{\"ttl\":\"" + written + "\"}");
    }

    @Test
    void keepsEveryCharacterOfATextInProtobuf() throws Exception {
        Notification notification = read("{'title':'a\\u0000\\u2028\\ud83d\\udc4b','body':'Grüße'}");

        assertThat(Notification.parseFrom(notification.toByteArray())).isEqualTo(notification);
        assertThat(NotificationJson.read(NotificationJson.write(notification))).isEqualTo(notification);
    }

    @Test
    void isReadInOtherEncodingsThatAMachineMayWrite() throws RejectedException {
        assertThat(NotificationJson.read("\uFEFF{\"id\":\"o-17\"}".getBytes(UTF_8))
                        .getId())
                .isEqualTo("o-17");
        assertThat(NotificationJson.read("{\"id\":\"o-17\"}".getBytes(UTF_16BE)).getId())
                .isEqualTo("o-17");
    }

    @Test
    void throwsNothingElseOnAnyBytes() {
        Random random = new Random(20261120);
        byte[] valid =
                "{\"id\":\"o\",\"target\":{\"users\":[\"u\"],\"everyone\":false},\"data\":{\"n\":[1.5e3,-1]},\"ttl\":\"PT1H\",\"sentAt\":\"2026-11-20T10:00:00Z\"}"
                        .getBytes(UTF_8);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = valid.clone();
            int changes = 1 + random.nextInt(3);
            for (int j = 0; j < changes; j++) {
                bytes[random.nextInt(bytes.length)] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:0eE-.\\u".charAt(random.nextInt(14)));
            }
            try {
                Notification notification = NotificationJson.read(bytes);
                assertThat(Notification.parseFrom(notification.toByteArray())).isEqualTo(notification);
                read++;
            } catch (RejectedException expected) {
                assertThat(expected.rejection()).isEqualTo(Rejection.UNPARSEABLE);
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("was read from JSON but cannot be read from Protobuf", e);
            }
        }
        assertThat(read).isPositive();
    }

    private static Notification read(String json) throws RejectedException {
        return NotificationJson.read(json.replace('\'', '"').getBytes(UTF_8));
    }

    private static void refused(String json, String detail) {
        refused(json.getBytes(UTF_8), detail);
    }

    private static void refused(byte[] json, String detail) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> NotificationJson.read(json))
                .withMessage(detail)
                .returns(Rejection.UNPARSEABLE, RejectedException::rejection);
    }

    private static byte[] bytes(String before, byte[] between, String after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before.getBytes(UTF_8));
        out.writeBytes(between);
        out.writeBytes(after.getBytes(UTF_8));
        return out.toByteArray();
    }
}
