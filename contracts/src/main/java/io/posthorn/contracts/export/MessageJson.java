// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a message within a line. Data stands as the text that it is, or in Base64 where it is none: as JSON of its own
 * it could be read, but not given back to the byte.
 */
final class MessageJson {

    private MessageJson() {}

    static void write(JsonGenerator json, Message message) {
        Notification notification = message.getNotification();
        text(json, "user", message.getUser());
        position(json, message.getPosition());
        if (message.hasPrevOwn()) {
            json.writeObjectPropertyStart("prevOwn");
            position(json, message.getPrevOwn());
            json.writeEndObject();
        }
        json.writeNumberProperty("ordinal", message.getOrdinal());
        text(json, "source", notification.getSource());
        text(json, "id", notification.getId());
        text(json, "class", notification.getClassName());
        text(json, "type", notification.getType());
        text(json, "title", notification.getTitle());
        text(json, "body", notification.getBody());
        if (notification.hasData()) {
            data(json, notification.getData());
        }
        SpanJson.write(json, notification);
        text(json, "collapseKey", notification.getCollapseKey());
        text(json, "group", message.getGroup());
        if (message.hasOrigin()) {
            json.writeObjectPropertyStart("origin")
                    .writeNumberProperty("partition", message.getOrigin().getPartition())
                    .writeNumberProperty("offset", message.getOrigin().getOffset())
                    .writeEndObject();
        }
        if (!message.getSalt().isEmpty()) {
            json.writeStringProperty("salt", base64(message.getSalt()));
        }
        if (message.getErasedAt() != 0) {
            json.writeStringProperty(
                    "erasedAt", Instant.ofEpochMilli(message.getErasedAt()).toString());
        }
    }

    private static void position(JsonGenerator json, Position position) {
        json.writeNumberProperty("era", position.getEra())
                .writeNumberProperty("offset", position.getOffset())
                .writeStringProperty(
                        "appendedAt",
                        Instant.ofEpochMilli(position.getAppendedAt()).toString());
    }

    private static void data(JsonGenerator json, Content data) {
        json.writeStringProperty("dataContentType", data.getContentType());
        if (data.getValue().isValidUtf8()) {
            json.writeStringProperty("dataText", data.getValue().toStringUtf8());
        } else {
            json.writeStringProperty("dataBase64", base64(data.getValue()));
        }
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static Message read(JsonNode json) {
        Notification.Builder notification = Notification.newBuilder()
                .setSource(Fields.text(json, "source"))
                .setId(Fields.text(json, "id"))
                .setClassName(Fields.text(json, "class"))
                .setType(Fields.text(json, "type"))
                .setTitle(Fields.text(json, "title"))
                .setBody(Fields.text(json, "body"))
                .setCollapseKey(Fields.text(json, "collapseKey"));
        if (json.has("dataContentType")) {
            notification.setData(Content.newBuilder()
                    .setContentType(Fields.text(json, "dataContentType"))
                    .setValue(data(json)));
        }
        SpanJson.read(json, notification);
        Message.Builder message = Message.newBuilder()
                .setUser(Fields.text(json, "user"))
                .setPosition(position(json))
                .setOrdinal(Fields.number(json, "ordinal"))
                .setNotification(notification)
                .setGroup(Fields.text(json, "group"))
                .setSalt(ByteString.copyFrom(Fields.bytes(json, "salt")));
        if (json.has("erasedAt")) {
            message.setErasedAt(Fields.millis(json, "erasedAt"));
        }
        if (json.has("prevOwn")) {
            message.setPrevOwn(position(json.path("prevOwn")));
        }
        JsonNode origin = json.path("origin");
        if (origin.isObject()) {
            message.setOrigin(Origin.newBuilder()
                    .setPartition(Fields.small(origin, "partition"))
                    .setOffset(Fields.number(origin, "offset")));
        }
        return message.build();
    }

    private static ByteString data(JsonNode json) {
        return json.has("dataText")
                ? ByteString.copyFromUtf8(Fields.text(json, "dataText"))
                : ByteString.copyFrom(Fields.bytes(json, "dataBase64"));
    }

    private static Position position(JsonNode json) {
        return Positions.of(
                Fields.small(json, "era"), Fields.number(json, "offset"), Fields.millis(json, "appendedAt"));
    }
}
