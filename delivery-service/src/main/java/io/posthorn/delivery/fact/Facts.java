// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fact;

import io.posthorn.contracts.notification.ReceiptKey;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Presence;
import io.posthorn.contracts.v1.ProgressMarker;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Where a processor's facts go. They are committed together with its state and its input. */
public final class Facts {

    /** Names of the sinks. */
    public static final String MESSAGES = "messages";

    public static final String RECEIPTS = "receipts";
    public static final String PRESENCE = "presence";
    public static final String REJECTED = "rejected";

    private static final int MOST_REJECTED_BYTES = 1_900_000;

    private final ProcessorContext<byte[], byte[]> context;

    public Facts(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    public void message(Message message) {
        message(message.getUser(), MessageRecord.newBuilder().setMessage(message));
    }

    /** @param key one that falls on the partition on which it is for everyone */
    public void broadcast(String key, Message message) {
        message(key, MessageRecord.newBuilder().setMessage(message));
    }

    public void outcome(RangeOutcome outcome) {
        message(outcome.getUser(), MessageRecord.newBuilder().setOutcome(outcome));
    }

    /** @param key one that falls on the partition of which it speaks */
    public void progress(String key, Position upTo) {
        message(
                key,
                MessageRecord.newBuilder()
                        .setProgress(ProgressMarker.newBuilder().setUpTo(upTo)));
    }

    private void message(String key, MessageRecord.Builder record) {
        forward(MESSAGES, utf8(key), record.build().toByteArray());
    }

    public void receipt(Receipt receipt) {
        forward(RECEIPTS, ReceiptKey.of(receipt.getSource(), receipt.getId()), receipt.toByteArray());
    }

    public void presence(Presence presence) {
        forward(PRESENCE, utf8(presence.getUser()), presence.getDevicesCount() == 0 ? null : presence.toByteArray());
    }

    /** Raw as it was read, but for a value that no topic takes; the headers say where it stood and why it was refused. */
    public void rejected(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (value == null || value.length <= MOST_REJECTED_BYTES) {
            reject(key, value, headers);
        } else {
            String detail = "its value of %d bytes is larger than is copied".formatted(value.length);
            headers.remove(Rejection.DETAIL_HEADER).add(Rejection.DETAIL_HEADER, utf8(detail));
            reject(key, null, headers);
        }
    }

    private void reject(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs(), headers), REJECTED);
    }

    private void forward(String sink, byte @Nullable [] key, byte @Nullable [] value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
