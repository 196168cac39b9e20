// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user's messages, each linked to the one before, as the router makes them. */
public final class TestMessages {

    private final String user;
    private @Nullable Message last;

    public TestMessages(String user) {
        this.user = user;
    }

    public String user() {
        return user;
    }

    /** Of the newest. */
    public int month() {
        return month(java.util.Objects.requireNonNull(last));
    }

    public static int month(Message message) {
        return io.posthorn.history.tier.Bucket.month(
                Instant.ofEpochMilli(message.getPosition().getAppendedAt()));
    }

    /** The next message, a chat message. */
    public Message next(long offset, Instant appended) {
        return next(offset, appended, "chat");
    }

    public Message next(long offset, Instant appended, String className) {
        Message before = last;
        Message message = Message.newBuilder()
                .setUser(user)
                .setPosition(Positions.of(1, offset, appended.toEpochMilli()))
                .setPrevOwn(before == null ? Positions.START : before.getPosition())
                .setOrdinal(before == null ? 1 : before.getOrdinal() + 1)
                .setNotification(notification("n-" + offset, className))
                .setOrigin(Origin.newBuilder().setPartition(3).setOffset(offset))
                .setSalt(ByteString.copyFrom(new byte[16]))
                .build();
        last = message;
        return message;
    }

    public static Notification notification(String id, String className) {
        return Notification.newBuilder()
                .setId(id)
                .setSource("orders")
                .setType("shipped")
                .setClassName(className)
                .setTitle("Shipped")
                .setBody("It is on its way")
                .setData(Content.newBuilder()
                        .setContentType("application/json")
                        .setValue(ByteString.copyFrom("{\"parcel\":1}", StandardCharsets.UTF_8)))
                .setSentAt(Times.of(Instant.parse("2026-11-20T09:59:59.123456789Z")))
                .build();
    }
}
