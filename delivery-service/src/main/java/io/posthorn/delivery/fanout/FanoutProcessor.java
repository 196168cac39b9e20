// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.NotificationRules;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.fact.RejectedHeaders;
import io.posthorn.delivery.group.GroupReader;
import io.posthorn.delivery.group.Groups;
import java.nio.charset.StandardCharsets;
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

    private final FanoutSettings settings;
    private ProcessorContext<byte[], byte[]> context;
    private Facts facts;
    private Groups groups;

    public FanoutProcessor(FanoutSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        facts = new Facts(context);
        groups = new Groups(context.getStateStore(GroupReader.MEMBERS));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        Notification notification = Notification.getDefaultInstance();
        try {
            notification = NotificationReader.read(record.value(), name -> header(record.headers(), name));
            NotificationRules.check(notification, settings.classes());
            accept(notification, from);
        } catch (KafkaException e) {
            throw e;
        } catch (RejectedException e) {
            reject(record, from, notification, e);
        } catch (RuntimeException e) {
            LOG.error("{}-{}@{} cannot be handled and is parked", from.topic(), from.partition(), from.offset(), e);
            var failure = new RejectedException(Rejection.FAILED, e.getClass().getSimpleName());
            reject(record, from, notification, failure);
        }
    }

    private void reject(
            Record<byte[], byte[]> record, RecordMetadata from, Notification notification, RejectedException why) {
        facts.rejected(
                record.key(),
                record.value(),
                RejectedHeaders.of(why.rejection(), why.getMessage(), from, record.headers()));
        if (!notification.getSource().isEmpty() && !notification.getId().isEmpty()) {
            facts.receipt(Receipts.rejected(notification, why.rejection(), context.currentSystemTimeMs()));
        }
    }

    private void accept(Notification notification, RecordMetadata from) throws RejectedException {
        long now = context.currentSystemTimeMs();
        Origin origin = Origin.newBuilder()
                .setPartition(from.partition())
                .setOffset(from.offset())
                .build();
        Expansion expansion =
                Expansion.of(notification, origin, groups::members, settings.members(), settings.partitions());
        expansion.forEach((key, inbox) ->
                context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), inbox.toByteArray(), now), INBOX));
        boolean told = settings.classes()
                .find(notification.getClassName())
                .filter(kind -> kind.receipts().covers(ReceiptState.RECEIPT_STATE_ACCEPTED))
                .isPresent();
        if (told) {
            facts.receipt(Receipts.accepted(notification, expansion.users(), now));
        }
    }

    private static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
