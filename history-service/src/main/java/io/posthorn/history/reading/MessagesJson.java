// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.notification.ContentJson;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A page as JSON: the fields of a notification as upstream writes them, the cursor as devices know it. */
public final class MessagesJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private MessagesJson() {}

    static byte[] write(String user, MessagesPage page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int userHash = UserHash.of(user);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject().writeArrayPropertyStart("messages");
            page.messages().forEach(each -> write(json, each, userHash));
            json.writeEndArray();
            Optional<String> next = page.next().map(token -> token.encode(user));
            if (next.isPresent()) {
                json.writeStringProperty("next", next.get());
            } else {
                json.writeNullProperty("next");
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Of anybody, or of everyone: with its user, which is empty then, and its place in place of a cursor. */
    public static void writeWithUser(JsonGenerator json, Message message) {
        json.writeStartObject()
                .writeStringProperty("user", message.getUser())
                .writeNumberProperty("era", message.getPosition().getEra())
                .writeNumberProperty("offset", message.getPosition().getOffset());
        rest(json, message);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Message message, int userHash) {
        json.writeStartObject().writeStringProperty("cursor", Cursor.encode(message.getPosition(), userHash));
        rest(json, message);
        json.writeEndObject();
    }

    private static void rest(JsonGenerator json, Message message) {
        Notification notification = message.getNotification();
        json.writeStringProperty("source", notification.getSource())
                .writeStringProperty("id", notification.getId())
                .writeStringProperty("class", notification.getClassName());
        text(json, "type", notification.getType());
        text(json, "title", notification.getTitle());
        text(json, "body", notification.getBody());
        if (notification.hasData()) {
            ContentJson.write(json, notification.getData());
        }
        text(json, "collapseKey", notification.getCollapseKey());
        text(json, "group", message.getGroup());
        if (message.getUser().isEmpty()) {
            json.writeBooleanProperty("broadcast", true);
        }
        sentAt(notification).ifPresent(at -> json.writeStringProperty("sentAt", at));
        json.writeStringProperty(
                "appendedAt",
                Instant.ofEpochMilli(message.getPosition().getAppendedAt()).toString());
        if (message.getErasedAt() != 0) {
            json.writeStringProperty(
                    "erasedAt", Instant.ofEpochMilli(message.getErasedAt()).toString());
        }
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    /** Absent also for a time that is none: it was never checked on its way through Protobuf. */
    private static Optional<String> sentAt(Notification notification) {
        try {
            return notification.hasSentAt() ? Optional.of(Times.format(notification.getSentAt())) : Optional.empty();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }
}
