// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_ACCEPTED;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Rejections;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What upstream gets wrong is told to upstream, and disturbs nobody else. */
@WholeStack
class BadInputE2E {

    private static final Map<String, String> JSON =
            Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.JSON, "upstream-trace", "t-1");
    private static final Map<String, String> PROTOBUF =
            Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF);

    static Stream<Arguments> badRecords() {
        return Stream.of(
                Arguments.of("nothing", "", JSON, "unparseable"),
                Arguments.of("no JSON", "{\"id\":", JSON, "unparseable"),
                Arguments.of("no object", "[1,2]", JSON, "unparseable"),
                Arguments.of("no Protobuf", "\u00ff\u00ff not protobuf", PROTOBUF, "unparseable"),
                Arguments.of(
                        "of an unknown content type",
                        "id,source",
                        Map.of(NotificationReader.CONTENT_TYPE, "text/csv"),
                        "unparseable"),
                Arguments.of("a number for an id", json("'id':7"), JSON, "unparseable"),
                Arguments.of("without id", json("'id':null"), JSON, "id-missing"),
                Arguments.of("without source", json("'source':null"), JSON, "source-missing"),
                Arguments.of("with a blank in its id", json("'id':'a b'"), JSON, "bad-id"),
                Arguments.of("without target", json("'target':null"), JSON, "no-target"),
                Arguments.of("for no users", json("'target':{'users':[]}"), JSON, "no-target"),
                Arguments.of(
                        "for 1,001 users", json("'target':{'users':[" + users(1_001) + "]}"), JSON, "too-many-users"),
                Arguments.of("of an unknown class", json("'class':'gossip'"), JSON, "unknown-class"),
                Arguments.of("without class", json("'class':null"), JSON, "class-missing"),
                Arguments.of("too large", json("'body':'" + "x".repeat((64 << 10) + 1) + "'"), JSON, "too-large"),
                Arguments.of("with no time to live", json("'ttl':'PT0S'"), JSON, "bad-ttl"));
    }

    @ParameterizedTest(name = "a record {0} is rejected as {3}")
    @MethodSource("badRecords")
    void isRejectedWithItsReason(
            String what, String value, Map<String, String> headers, String reason, Posthorn posthorn) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);

        RecordMetadata origin = posthorn.upstream().produce("bad", bytes, headers);

        ConsumerRecord<byte[], byte[]> rejected = posthorn.rejections().await(origin);
        assertThat(rejected.value()).isEqualTo(bytes);
        assertThat(rejected.key()).isEqualTo("bad".getBytes(StandardCharsets.UTF_8));
        assertThat(Rejections.headers(rejected))
                .containsAllEntriesOf(headers)
                .containsEntry(Rejection.REASON_HEADER, reason)
                .containsEntry(Rejection.TOPIC_HEADER, "posthorn.notifications")
                .hasEntrySatisfying(
                        Rejection.DETAIL_HEADER, detail -> assertThat(detail).isNotBlank());
    }

    @Test
    void aRecordWithoutAValueIsRejectedToo(Posthorn posthorn) {
        RecordMetadata origin = posthorn.upstream().tombstone("bad");

        ConsumerRecord<byte[], byte[]> rejected = posthorn.rejections().await(origin);

        assertThat(Rejections.headers(rejected)).containsEntry(Rejection.REASON_HEADER, "unparseable");
    }

    @Test
    void whoCanBeNamedGetsAReceipt(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        Notification gossip =
                posthorn.upstream().notification(user).setClassName("gossip").build();

        posthorn.upstream().json(gossip);

        Receipt rejected = posthorn.receipts().await(gossip.getId(), RECEIPT_STATE_REJECTED);
        assertThat(rejected.getReason()).isEqualTo("unknown-class");
        assertThat(posthorn.receipts().of(gossip.getId(), RECEIPT_STATE_ACCEPTED))
                .isEmpty();
    }

    @Test
    void goodRecordsPassBetweenBadOnes(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        String first = user.isSent(1).get(0);
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        RecordMetadata origin = posthorn.upstream().produce(user.name(), garbage, JSON);
        String second = user.isSent(1).get(0);

        phone.awaitIds(List.of(first, second));
        posthorn.rejections().await(origin);
        assertThat(phone.closes()).isEmpty();
    }

    static Stream<Arguments> badPosts() {
        return Stream.of(
                Arguments.of("{\"id\":", 400, "unparseable"),
                Arguments.of(json("'id':null"), 400, "id-missing"),
                Arguments.of(json("'target':null"), 400, "no-target"),
                Arguments.of(json("'class':'gossip'"), 400, "unknown-class"),
                Arguments.of(json("'body':'" + "x".repeat((64 << 10) + 1) + "'"), 413, "too-large"),
                Arguments.of(json("'body':'" + "x".repeat(300 << 10) + "'"), 413, "too-large"));
    }

    @ParameterizedTest(name = "a POST is answered {1}: {2}")
    @MethodSource("badPosts")
    void aBadPostIsAProblemThatNamesTheRule(String body, int status, String reason, Posthorn posthorn) {
        HttpResponse<String> answer = posthorn.upstream().post(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Http.json(answer).get("reason").asString()).isEqualTo(reason);
    }

    @Test
    void onlyATokenThatMayPublishPublishes(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        String body = json("'id':'n-1'");

        assertThat(posthorn.upstream().postAs(body).statusCode()).isEqualTo(401);
        assertThat(posthorn.upstream()
                        .postAs(body, "Authorization", "Bearer garbage")
                        .statusCode())
                .isEqualTo(401);
        assertThat(posthorn.upstream()
                        .postAs(body, "Authorization", "Bearer " + user.token())
                        .statusCode())
                .isEqualTo(403);
    }

    /** A sound notification but for these fields; single quotes stand for double ones. */
    private static String json(String fields) {
        Map<String, String> all = new LinkedHashMap<>();
        String sound = "'id':'bad-1';'source':'orders';'class':'system';'target':{'users':['user-1']}";
        Arrays.stream(sound.split(";")).forEach(field -> all.put(field.split(":")[0], field));
        all.put(fields.split(":")[0], fields);
        return "{" + String.join(",", all.values()).replace('\'', '"') + "}";
    }

    private static String users(int count) {
        return String.join(",", Collections.nCopies(count, "'user-1'"));
    }
}
