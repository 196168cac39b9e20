// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fact;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Presence;
import io.posthorn.contracts.v1.ProgressMarker;
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

    private final ProcessorContext<byte[], byte[]> context;

    public Facts(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    public void message(Message message) {
        forward(
                MESSAGES,
                utf8(message.getUser()),
                MessageRecord.newBuilder().setMessage(message).build().toByteArray());
    }

    /** @param key one that falls on the partition of which it speaks */
    public void progress(String key, Position upTo) {
        var marker = ProgressMarker.newBuilder().setUpTo(upTo);
        forward(
                MESSAGES,
                utf8(key),
                MessageRecord.newBuilder().setProgress(marker).build().toByteArray());
    }

    public void receipt(Receipt receipt) {
        forward(RECEIPTS, utf8(Receipts.key(receipt.getSource(), receipt.getId())), receipt.toByteArray());
    }

    public void presence(Presence presence) {
        forward(PRESENCE, utf8(presence.getUser()), presence.getDevicesCount() == 0 ? null : presence.toByteArray());
    }

    /** Raw as it was read; the headers say where it stood and why it was refused. */
    public void rejected(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs(), headers), REJECTED);
    }

    private void forward(String sink, byte @Nullable [] key, byte @Nullable [] value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
