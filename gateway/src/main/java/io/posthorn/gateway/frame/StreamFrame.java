// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.frame;

import io.posthorn.contracts.v1.ClassCounts;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.v1.Skipped;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A {@code message} or {@code skip} of a {@link Delivery}: the part that all its recipients share, made once. */
public final class StreamFrame {

    private final Position position;
    private final ServerFrame shared;

    private StreamFrame(Position position, ServerFrame shared) {
        this.position = position;
        this.shared = shared;
    }

    /** @throws IllegalArgumentException the delivery holds neither a message nor a skip */
    public static StreamFrame of(Delivery delivery) {
        var shared = ServerFrame.newBuilder();
        switch (delivery.getContentCase()) {
            case MESSAGE -> shared.setMessage(message(delivery.getMessage(), delivery.getReplayed()));
            case SKIP -> shared.setSkip(skip(delivery.getSkip()));
            default -> throw new IllegalArgumentException("no place in a stream: " + delivery.getContentCase());
        }
        return new StreamFrame(delivery.getPosition(), shared.build());
    }

    public Position position() {
        return position;
    }

    /** The frame for one connection, whose last frame stands at {@code prev}. */
    public ServerFrame after(Position prev, int userHash) {
        String cursor = ServerFrames.cursor(position, userHash);
        String before = ServerFrames.cursor(prev, userHash);
        var frame = ServerFrame.newBuilder();
        if (shared.hasMessage()) {
            frame.setMessage(shared.getMessage().toBuilder().setCursor(cursor).setPrev(before));
        } else {
            frame.setSkip(shared.getSkip().toBuilder().setCursor(cursor).setPrev(before));
        }
        return frame.build();
    }

    private static MessageFrame message(Notification notification, boolean replayed) {
        var message = MessageFrame.newBuilder()
                .setId(notification.getId())
                .setSource(notification.getSource())
                .setClassName(notification.getClassName())
                .setTitle(notification.getTitle())
                .setBody(notification.getBody())
                .setReplayed(replayed);
        if (notification.hasSentAt()) {
            message.setSentAt(notification.getSentAt());
        }
        if (notification.hasData()) {
            message.setData(notification.getData());
        }
        return message.build();
    }

    private static Skip skip(Skipped skipped) {
        Map<String, ClassCounts.Builder> counts = new TreeMap<>();
        for (SkipCount count : skipped.getCountsList()) {
            ClassCounts.Builder classes =
                    counts.computeIfAbsent(name(count.getReason()), reason -> ClassCounts.newBuilder());
            classes.putClasses(
                    count.getClassName(), classes.getClassesOrDefault(count.getClassName(), 0) + count.getCount());
        }
        var skip = Skip.newBuilder();
        counts.forEach((reason, classes) -> skip.putCounts(reason, classes.build()));
        return skip.build();
    }

    private static String name(SkipReason reason) {
        return switch (reason) {
            // A reason of a later version is one that this one cannot explain.
            case SKIP_REASON_UNSPECIFIED, UNRECOGNIZED -> "unexplained";
            default -> reason.name().substring("SKIP_REASON_".length()).toLowerCase(Locale.ROOT);
        };
    }
}
