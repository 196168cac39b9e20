// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line for people and their spreadsheets: what is checked is NDJSON. */
final class CsvFormat implements ExportFormat {

    static final List<String> COLUMNS = List.of(
            "kind",
            "row",
            "partition",
            "user",
            "era",
            "offset",
            "appendedAt",
            "prevEra",
            "prevOffset",
            "ordinal",
            "source",
            "id",
            "class",
            "type",
            "title",
            "body",
            "dataContentType",
            "dataText",
            "dataBase64",
            "ttl",
            "sentAt",
            "collapseKey",
            "group",
            "salt",
            "erasedAt",
            "after");

    private final boolean headed;

    CsvFormat(boolean headed) {
        this.headed = headed;
    }

    @Override
    public String contentType() {
        return "text/csv; charset=utf-8; header=" + (headed ? "present" : "absent");
    }

    @Override
    public byte[] head() {
        return headed ? line(COLUMNS.stream()) : new byte[0];
    }

    @Override
    public byte[] row(ExportRow row) {
        Message message = row.message();
        Notification notification = message.getNotification();
        Position prev = message.getPrevOwn();
        Content data = notification.getData();
        boolean isText = data.getValue().isValidUtf8();
        return line(Stream.of(
                "message",
                String.valueOf(row.number()),
                String.valueOf(row.partition()),
                message.getUser(),
                Integer.toUnsignedString(message.getPosition().getEra()),
                Long.toUnsignedString(message.getPosition().getOffset()),
                Instant.ofEpochMilli(message.getPosition().getAppendedAt()).toString(),
                message.hasPrevOwn() ? Integer.toUnsignedString(prev.getEra()) : "",
                message.hasPrevOwn() ? Long.toUnsignedString(prev.getOffset()) : "",
                Long.toUnsignedString(message.getOrdinal()),
                notification.getSource(),
                notification.getId(),
                notification.getClassName(),
                notification.getType(),
                notification.getTitle(),
                notification.getBody(),
                data.getContentType(),
                isText ? data.getValue().toStringUtf8() : "",
                isText ? "" : base64(data.getValue()),
                notification.hasTtl() ? Times.format(notification.getTtl()) : "",
                notification.hasSentAt() && Times.isValid(notification.getSentAt())
                        ? Times.format(notification.getSentAt())
                        : "",
                notification.getCollapseKey(),
                message.getGroup(),
                base64(message.getSalt()),
                row.erased() ? Instant.ofEpochMilli(message.getErasedAt()).toString() : "",
                row.after()));
    }

    /** The last column has the token, the second the number of rows. */
    @Override
    public byte[] end(ExportEnd end) {
        Stream<String> between = Collections.nCopies(COLUMNS.size() - 3, "").stream();
        return line(Stream.of(
                        Stream.of(end.isWhole() ? "end" : "more", String.valueOf(end.rows())),
                        between,
                        Stream.of(end.after().orElse("")))
                .flatMap(each -> each));
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static byte[] line(Stream<String> cells) {
        return cells.map(CsvText::cell)
                .collect(Collectors.joining(",", "", CsvText.LINE_BREAK))
                .getBytes(StandardCharsets.UTF_8);
    }
}
