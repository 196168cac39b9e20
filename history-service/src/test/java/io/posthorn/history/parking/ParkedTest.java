// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ParkedTest {

    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("posthorn.messages", 2, 17L, bytes("user-1"), bytes("raw"));

    @Test
    void keepsTheBytesAndSaysWhereTheyStoodAndWhy() {
        record.headers().add("own", bytes("kept")).add(Rejection.REASON_HEADER, bytes("of before"));

        ProducerRecord<byte[], byte[]> parked =
                new Parked(record, Rejection.UNPARSEABLE, "no MessageRecord").whole("posthorn.rejected");

        assertThat(parked.topic()).isEqualTo("posthorn.rejected");
        assertThat(parked.key()).isEqualTo(record.key());
        assertThat(parked.value()).isEqualTo(record.value());
        assertThat(header(parked, "own")).isEqualTo("kept");
        assertThat(header(parked, Rejection.REASON_HEADER)).isEqualTo("unparseable");
        assertThat(parked.headers().headers(Rejection.REASON_HEADER)).hasSize(1);
        assertThat(header(parked, Rejection.DETAIL_HEADER)).isEqualTo("no MessageRecord");
        assertThat(header(parked, Rejection.TOPIC_HEADER)).isEqualTo("posthorn.messages");
        assertThat(header(parked, Rejection.PARTITION_HEADER)).isEqualTo("2");
        assertThat(header(parked, Rejection.OFFSET_HEADER)).isEqualTo("17");
    }

    @Test
    void whatIsTooLargeToBeKeptTwiceIsPointedAt() {
        ProducerRecord<byte[], byte[]> parked =
                new Parked(record, Rejection.FAILED, "refused").withoutValue("posthorn.rejected");

        assertThat(parked.value()).isNull();
        assertThat(header(parked, Rejection.DETAIL_HEADER))
                .startsWith("refused; its ")
                .contains("bytes stand only");
    }

    @Test
    void whoseKeyOrHeadersLeaveNoRoomIsAPlaceAndAReason() {
        record.headers().add("own", new byte[1 << 20]);

        ProducerRecord<byte[], byte[]> parked =
                new Parked(record, Rejection.UNPARSEABLE, "no MessageRecord").placeAlone("posthorn.rejected");

        assertThat(parked.key()).isNull();
        assertThat(parked.value()).isNull();
        assertThat(parked.headers()).hasSize(5);
        assertThat(header(parked, Rejection.DETAIL_HEADER))
                .startsWith("no MessageRecord; ")
                .contains("stand only");
        assertThat(header(parked, Rejection.OFFSET_HEADER)).isEqualTo("17");
    }

    @Test
    void isDescribedWithoutItsContent() {
        assertThat(new Parked(record, Rejection.FAILED, "refused").toString())
                .isEqualTo("posthorn.messages-2 offset 17: failed: refused");
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
