// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fact;

import io.posthorn.contracts.notification.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Headers of a rejected record: those that it came with, its origin, and why. */
public final class RejectedHeaders {

    private RejectedHeaders() {}

    /** @param detail names field and rule, never content */
    public static Headers of(Rejection rejection, String detail, RecordMetadata from, Headers original) {
        Headers headers = new RecordHeaders(original);
        add(headers, Rejection.REASON_HEADER, rejection.id());
        add(headers, Rejection.DETAIL_HEADER, detail);
        add(headers, Rejection.TOPIC_HEADER, from.topic());
        add(headers, Rejection.PARTITION_HEADER, Integer.toString(from.partition()));
        add(headers, Rejection.OFFSET_HEADER, Long.toString(from.offset()));
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
