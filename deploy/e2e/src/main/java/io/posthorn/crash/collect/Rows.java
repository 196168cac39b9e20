// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.collect;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.crash.evidence.Applied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages in all tables of history, as they were before they became columns. It reads the columns by itself: what history
 * would read back with its own code could be wrong in the same way twice.
 */
final class Rows {

    private static final String KEYSPACE = "posthorn";
    private static final String PREFIX = "messages_";

    private final CqlSession session;

    Rows(CqlSession session) {
        this.session = session;
    }

    List<Applied> all() {
        List<Applied> rows = new ArrayList<>();
        session.refreshSchema().getKeyspace(KEYSPACE).orElseThrow().getTables().values().stream()
                .map(TableMetadata::getName)
                .map(name -> name.asInternal())
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> session.execute("SELECT * FROM " + KEYSPACE + "." + name)
                        .forEach(row -> rows.add(Applied.of(message(row)))));
        return rows;
    }

    private static Message message(Row row) {
        Message.Builder message = Message.newBuilder()
                .setUser(text(row, "user"))
                .setPosition(Positions.of(row.getInt("era"), row.getLong("offset"), millis(row, "appended_at")))
                .setOrdinal(row.getLong("ordinal"))
                .setGroup(text(row, "group_id"))
                .setSalt(bytes(row, "salt"))
                .setNotification(notification(row));
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

    private static Notification notification(Row row) {
        Notification.Builder notification = Notification.newBuilder()
                .setId(text(row, "id"))
                .setSource(text(row, "source"))
                .setType(text(row, "type"))
                .setClassName(text(row, "class"))
                .setTitle(text(row, "title"))
                .setBody(text(row, "body"))
                .setCollapseKey(text(row, "collapse_key"));
        if (!row.isNull("data_content_type")) {
            notification.setData(Content.newBuilder()
                    .setContentType(text(row, "data_content_type"))
                    .setValue(bytes(row, "data")));
        }
        if (!row.isNull("ttl_seconds")) {
            notification.setTtl(
                    Duration.newBuilder().setSeconds(row.getLong("ttl_seconds")).setNanos(row.getInt("ttl_nanos")));
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
