// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.List;

/** A message as columns, both ways and without loss. What a message has not is left unset: no tombstones. */
public final class MessageColumns {

    /** All but the partition key. */
    public static final List<String> NAMES = List.of(
            "era",
            "offset",
            "appended_at",
            "prev_era",
            "prev_offset",
            "prev_appended_at",
            "ordinal",
            "id",
            "source",
            "type",
            "class",
            "title",
            "body",
            "data",
            "data_content_type",
            "ttl_seconds",
            "ttl_nanos",
            "collapse_key",
            "sent_at_seconds",
            "sent_at_nanos",
            "origin_partition",
            "origin_offset",
            "group_id",
            "salt",
            "erased_at");

    /** Those of {@link #readNamed}. */
    static final List<String> NAMED = List.of(
            "era",
            "offset",
            "appended_at",
            "id",
            "source",
            "class",
            "ttl_seconds",
            "ttl_nanos",
            "group_id",
            "erased_at");

    private MessageColumns() {}

    public static void bind(Message message, BoundStatementBuilder statement) {
        Position position = message.getPosition();
        statement
                .setInt("era", position.getEra())
                .setLong("offset", position.getOffset())
                .setInstant("appended_at", Instant.ofEpochMilli(position.getAppendedAt()))
                .setLong("ordinal", message.getOrdinal());
        if (message.hasPrevOwn()) {
            Position prev = message.getPrevOwn();
            statement
                    .setInt("prev_era", prev.getEra())
                    .setLong("prev_offset", prev.getOffset())
                    .setInstant("prev_appended_at", Instant.ofEpochMilli(prev.getAppendedAt()));
        }
        if (message.hasOrigin()) {
            statement
                    .setInt("origin_partition", message.getOrigin().getPartition())
                    .setLong("origin_offset", message.getOrigin().getOffset());
        }
        text("group_id", message.getGroup(), statement);
        if (!message.getSalt().isEmpty()) {
            statement.setByteBuffer("salt", message.getSalt().asReadOnlyByteBuffer());
        }
        if (message.getErasedAt() != 0) {
            statement.setInstant("erased_at", Instant.ofEpochMilli(message.getErasedAt()));
        }
        bind(message.getNotification(), statement);
    }

    private static void bind(Notification notification, BoundStatementBuilder statement) {
        text("id", notification.getId(), statement);
        text("source", notification.getSource(), statement);
        text("type", notification.getType(), statement);
        text("class", notification.getClassName(), statement);
        text("title", notification.getTitle(), statement);
        text("body", notification.getBody(), statement);
        text("collapse_key", notification.getCollapseKey(), statement);
        if (notification.hasData()) {
            statement
                    .setByteBuffer("data", notification.getData().getValue().asReadOnlyByteBuffer())
                    .setString("data_content_type", notification.getData().getContentType());
        }
        if (notification.hasTtl()) {
            statement
                    .setLong("ttl_seconds", notification.getTtl().getSeconds())
                    .setInt("ttl_nanos", notification.getTtl().getNanos());
        }
        if (notification.hasSentAt()) {
            statement
                    .setLong("sent_at_seconds", notification.getSentAt().getSeconds())
                    .setInt("sent_at_nanos", notification.getSentAt().getNanos());
        }
    }

    private static void text(String column, String value, BoundStatementBuilder statement) {
        if (!value.isEmpty()) {
            statement.setString(column, value);
        }
    }

    /**
     * As the row is: of what a hold keeps nothing is left out.
     *
     * @param user empty: a broadcast
     */
    public static Message read(String user, Row row) {
        Message.Builder message = Message.newBuilder()
                .setUser(user)
                .setPosition(readPosition(row))
                .setOrdinal(row.getLong("ordinal"))
                .setGroup(text(row, "group_id"))
                .setSalt(bytes(row, "salt"))
                .setErasedAt(millis(row, "erased_at"))
                .setNotification(readNotification(row));
        if (!row.isNull("prev_offset")) {
            message.setPrevOwn(
                    Positions.of(row.getInt("prev_era"), row.getLong("prev_offset"), millis(row, "prev_appended_at")));
        }
        if (!row.isNull("origin_offset")) {
            message.setOrigin(Origin.newBuilder()
                    .setPartition(row.getInt("origin_partition"))
                    .setOffset(row.getLong("origin_offset")));
        }
        return message.build();
    }

    /** Where it stands, what it is called, through which group it came, and for how long it waits. */
    static Message readNamed(String user, Row row) {
        return Message.newBuilder()
                .setUser(user)
                .setPosition(readPosition(row))
                .setGroup(text(row, "group_id"))
                .setNotification(readName(row))
                .setErasedAt(millis(row, "erased_at"))
                .build();
    }

    private static Position readPosition(Row row) {
        return Positions.of(row.getInt("era"), row.getLong("offset"), millis(row, "appended_at"));
    }

    private static Notification.Builder readName(Row row) {
        Notification.Builder notification = Notification.newBuilder()
                .setId(text(row, "id"))
                .setSource(text(row, "source"))
                .setClassName(text(row, "class"));
        if (!row.isNull("ttl_seconds")) {
            notification.setTtl(
                    Duration.newBuilder().setSeconds(row.getLong("ttl_seconds")).setNanos(row.getInt("ttl_nanos")));
        }
        return notification;
    }

    private static Notification readNotification(Row row) {
        Notification.Builder notification = readName(row)
                .setType(text(row, "type"))
                .setTitle(text(row, "title"))
                .setBody(text(row, "body"))
                .setCollapseKey(text(row, "collapse_key"));
        if (!row.isNull("data_content_type")) {
            notification.setData(Content.newBuilder()
                    .setContentType(text(row, "data_content_type"))
                    .setValue(bytes(row, "data")));
        }
        if (!row.isNull("sent_at_seconds")) {
            notification.setSentAt(Timestamp.newBuilder()
                    .setSeconds(row.getLong("sent_at_seconds"))
                    .setNanos(row.getInt("sent_at_nanos")));
        }
        return notification.build();
    }

    private static long millis(Row row, String column) {
        Instant instant = row.getInstant(column);
        return instant == null ? 0 : instant.toEpochMilli();
    }

    private static String text(Row row, String column) {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static ByteString bytes(Row row, String column) {
        var bytes = row.getByteBuffer(column);
        return bytes == null ? ByteString.EMPTY : ByteString.copyFrom(bytes);
    }
}
