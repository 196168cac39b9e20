// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class NotificationRecordsTest {

    private static final Notification NOTIFICATION = Notification.newBuilder()
            .setId("o-17")
            .setSource("orders")
            .setType("order.shipped")
            .setTarget(Target.newBuilder()
                    .setUsers(UserList.newBuilder().addUsers("user-1").addUsers("user-2")))
            .setClassName("system")
            .setTitle("Shipped")
            .setData(Content.newBuilder()
                    .setContentType("application/json")
                    .setValue(ByteString.copyFromUtf8("{\"n\":1}")))
            .setSentAt(Times.of(Instant.parse("2026-11-20T10:00:00Z")))
            .build();

    private final NotificationRecords records = new NotificationRecords("posthorn.notifications");

    @Test
    void areReadAsWhatWasMeantInEitherEncoding() throws RejectedException {
        assertThat(read(records.of(NOTIFICATION, Via.KAFKA))).isEqualTo(NOTIFICATION);
        assertThat(read(records.of(NOTIFICATION, Via.KAFKA_PROTO))).isEqualTo(NOTIFICATION);
    }

    @Test
    void haveTheFirstUserAsTheirKey() {
        assertThat(records.of(NOTIFICATION, Via.KAFKA).key()).asString().isEqualTo("user-1");
        assertThat(records.of(NOTIFICATION, Via.KAFKA_PROTO).key()).asString().isEqualTo("user-1");
    }

    @Test
    void leaveToTheHeadersWhatACloudEventSaysThere() {
        ProducerRecord<byte[], byte[]> record = records.of(NOTIFICATION, Via.KAFKA);

        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .startsWith("{\"target\"")
                .doesNotContain("o-17")
                .doesNotContain("orders");
    }

    @Test
    void haveTypeAndTimeAlsoWhereTheNotificationHasNone() throws RejectedException {
        Notification bare = NOTIFICATION.toBuilder().clearType().clearSentAt().build();

        Notification read = read(records.of(bare, Via.KAFKA));

        assertThat(read.getType()).isNotEmpty();
        assertThat(read.hasSentAt()).isTrue();
    }

    @Test
    void areNotWhatIsPosted() {
        assertThatIllegalArgumentException().isThrownBy(() -> records.of(NOTIFICATION, Via.POST));
    }

    private static Notification read(ProducerRecord<byte[], byte[]> record) throws RejectedException {
        return NotificationReader.read(record.value(), name -> header(record, name));
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
