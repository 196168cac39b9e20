// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.NotificationRules;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.fact.RejectedHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge of fanout. At least once: what it writes twice, the router recognises. */
public final class FanoutProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(FanoutProcessor.class);

    /** Name of the sink of inbox records. */
    public static final String INBOX = "inbox";

    private final DeliveryClasses classes;
    private ProcessorContext<byte[], byte[]> context;
    private Facts facts;

    public FanoutProcessor(DeliveryClasses classes) {
        this.classes = classes;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        facts = new Facts(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        long now = context.currentSystemTimeMs();
        Notification notification = Notification.getDefaultInstance();
        try {
            notification = NotificationReader.read(record.value(), name -> header(record.headers(), name));
            NotificationRules.check(notification, classes);
            accept(notification, from, now);
        } catch (KafkaException e) {
            throw e;
        } catch (RejectedException e) {
            reject(record, from, e.rejection(), e.getMessage());
            if (!notification.getSource().isEmpty() && !notification.getId().isEmpty()) {
                facts.receipt(Receipts.rejected(notification, e.rejection(), now));
            }
        } catch (RuntimeException e) {
            LOG.error("{}-{}@{} cannot be handled and is parked", from.topic(), from.partition(), from.offset(), e);
            reject(record, from, Rejection.FAILED, e.getClass().getSimpleName());
        }
    }

    private void reject(Record<byte[], byte[]> record, RecordMetadata from, Rejection rejection, String detail) {
        facts.rejected(record.key(), record.value(), RejectedHeaders.of(rejection, detail, from, record.headers()));
    }

    private void accept(Notification notification, RecordMetadata from, long now) {
        Origin origin = Origin.newBuilder()
                .setPartition(from.partition())
                .setOffset(from.offset())
                .build();
        List<InboxRecord> expanded = Expansion.of(notification, origin);
        for (InboxRecord inbox : expanded) {
            byte[] key = inbox.getUser().getBytes(StandardCharsets.UTF_8);
            context.forward(new Record<>(key, inbox.toByteArray(), now), INBOX);
        }
        boolean told = classes.find(notification.getClassName())
                .filter(kind -> kind.receipts().covers(ReceiptState.RECEIPT_STATE_ACCEPTED))
                .isPresent();
        if (told) {
            facts.receipt(Receipts.accepted(notification, expanded.size(), now));
        }
    }

    private static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
