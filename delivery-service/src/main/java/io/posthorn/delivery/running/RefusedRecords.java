// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import io.posthorn.contracts.notification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka does not take because of its size goes to the rejected without its value: writing it again would fail for ever.
 * This helps outside of transactions only; inside of one a refused record aborts it whatever is said here.
 */
public final class RefusedRecords implements ProductionExceptionHandler {

    /** Setting: name of the topic of the rejected. */
    static final String REJECTED_TOPIC = "posthorn.rejected.topic";

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRecords.class);

    private final ProductionExceptionHandler others = new DefaultProductionExceptionHandler();
    private String rejected = "";
    private boolean transactions;

    @Override
    public void configure(Map<String, ?> configs) {
        others.configure(configs);
        transactions = StreamsConfig.EXACTLY_ONCE_V2.equals(configs.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        rejected = String.valueOf(configs.get(REJECTED_TOPIC));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        boolean bare = record.value() == null;
        if (!(failure instanceof RecordTooLargeException) || bare || transactions) {
            return others.handleError(context, record, failure);
        }
        LOG.error(
                "A record for {} of {} bytes is larger than Kafka takes; it is rejected without its value",
                record.topic(),
                record.value().length);
        return Response.resume(List.of(withoutValue(record)));
    }

    private ProducerRecord<byte[], byte[]> withoutValue(ProducerRecord<byte[], byte[]> record) {
        var parked = new ProducerRecord<byte[], byte[]>(rejected, record.key(), null);
        boolean known = record.topic().equals(rejected);
        Headers headers = parked.headers();
        record.headers().forEach(header -> {
            if (header.key().startsWith("posthorn-")) {
                headers.add(header);
            }
        });
        if (!known) {
            headers.remove(Rejection.REASON_HEADER).add(Rejection.REASON_HEADER, utf8(Rejection.TOO_LARGE.id()));
        }
        String detail = "its value of %d bytes, meant for %s, is larger than Kafka takes"
                .formatted(record.value().length, record.topic());
        headers.remove(Rejection.DETAIL_HEADER).add(Rejection.DETAIL_HEADER, utf8(detail));
        return parked;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
