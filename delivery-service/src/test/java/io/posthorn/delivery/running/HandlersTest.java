// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandlersTest {

    private static final byte[] KEY = "user-1".getBytes(UTF_8);
    private static final ErrorHandlerContext CONTEXT = new DefaultErrorHandlerContext(
            null, "t", 0, 7, new RecordHeaders(), "router", new TaskId(0, 0), 0, null, null);

    private final RefusedRecords production = new RefusedRecords();
    private final PunctuatorFailures processing = new PunctuatorFailures();

    @BeforeEach
    void configure() {
        production.configure(Map.of(RefusedRecords.REJECTED_TOPIC, "posthorn.rejected"));
    }

    @Test
    void aRejectedRecordThatIsTooLargeIsRejectedWithoutItsValue() {
        var large = new ProducerRecord<>("posthorn.rejected", KEY, new byte[3 << 20]);
        large.headers().add(Rejection.REASON_HEADER, "unparseable".getBytes(UTF_8));
        large.headers().add(Rejection.TOPIC_HEADER, "posthorn.notifications".getBytes(UTF_8));
        large.headers().add("huge", new byte[2 << 20]);

        var response = production.handleError(CONTEXT, large, new RecordTooLargeException());

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(parked -> {
            assertThat(parked.topic()).isEqualTo("posthorn.rejected");
            assertThat(parked.key()).isEqualTo(KEY);
            assertThat(parked.value()).isNull();
            assertThat(header(parked, Rejection.REASON_HEADER)).isEqualTo("unparseable");
            assertThat(header(parked, Rejection.TOPIC_HEADER)).isEqualTo("posthorn.notifications");
            assertThat(header(parked, Rejection.DETAIL_HEADER)).contains("3145728 bytes");
            assertThat(parked.headers().lastHeader("huge")).isNull();
        });
    }

    @Test
    void anyOtherThatIsTooLargeIsRejectedAsSuch() {
        var large = new ProducerRecord<>("posthorn.inbox.1", KEY, new byte[3 << 20]);

        var response = production.handleError(CONTEXT, large, new RecordTooLargeException());

        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(parked -> {
            assertThat(header(parked, Rejection.REASON_HEADER)).isEqualTo("too-large");
            assertThat(header(parked, Rejection.DETAIL_HEADER)).contains("posthorn.inbox.1");
        });
    }

    @Test
    void whatIsTooLargeWithoutAValueIsNotTriedForEver() {
        var bare = new ProducerRecord<byte[], byte[]>("posthorn.rejected", new byte[3 << 20], null);

        assertThat(production
                        .handleError(CONTEXT, bare, new RecordTooLargeException())
                        .deadLetterQueueRecords())
                .isEmpty();
    }

    /** It aborts whatever is said; and to send in its place would hang. */
    @Test
    void withinATransactionARefusedRecordFails() {
        production.configure(Map.of(
                RefusedRecords.REJECTED_TOPIC,
                "posthorn.rejected",
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2));
        var large = new ProducerRecord<>("posthorn.messages", KEY, new byte[3 << 20]);

        var response = production.handleError(CONTEXT, large, new RecordTooLargeException());

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void whatMayPassIsTriedAgainAndTheRestIsKafkas() {
        var record = new ProducerRecord<>("posthorn.inbox.1", KEY, KEY);

        assertThat(production
                        .handleError(CONTEXT, record, new TimeoutException())
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(production
                        .handleError(CONTEXT, record, new InvalidTopicException())
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void aPunctuatorThatFailsGoesOnNextTime() {
        assertThat(processing
                        .handleError(CONTEXT, null, new IllegalStateException("a damaged store"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    }

    @Test
    void whatKafkaThrowsIsNeverPassedOver() {
        assertThat(processing
                        .handleError(CONTEXT, null, new StreamsException("send failed"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(processing
                        .handleError(CONTEXT, null, new IllegalStateException(new KafkaException("fenced")))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    /** Processors park what they cannot handle, so one that throws has found Kafka, or itself, in trouble. */
    @Test
    void aRecordIsNeverPassedOver() {
        assertThat(processing
                        .handleError(CONTEXT, new Record<>(KEY, KEY, 0), new IllegalStateException("x"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
