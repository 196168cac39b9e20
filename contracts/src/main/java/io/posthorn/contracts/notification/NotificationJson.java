// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of a {@link Notification}. Unknown fields are ignored. */
public final class NotificationJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NotificationJson() {}

    /** Checks the form only; what the fields may hold is for {@link NotificationRules}. */
    public static Notification read(byte[] json) throws RejectedException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new RejectedException(Rejection.UNPARSEABLE, "not JSON");
        }
        if (!tree.isObject()) {
            throw new RejectedException(Rejection.UNPARSEABLE, "not a JSON object");
        }
        try {
            return read(tree);
        } catch (IllegalArgumentException e) {
            throw new RejectedException(Rejection.UNPARSEABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Notification read(JsonNode json) {
        var notification = Notification.newBuilder();
        text(json, "id", notification::setId);
        text(json, "source", notification::setSource);
        text(json, "type", notification::setType);
        text(json, "class", notification::setClassName);
        text(json, "title", notification::setTitle);
        text(json, "body", notification::setBody);
        text(json, "collapseKey", notification::setCollapseKey);
        text(json, "ttl", value -> notification.setTtl(Times.parseDuration(value)));
        text(json, "sentAt", value -> notification.setSentAt(Times.parse(value)));
        if (json.hasNonNull("target")) {
            notification.setTarget(target(json.get("target")));
        }
        ContentJson.read(json).ifPresent(notification::setData);
        return notification.build();
    }

    private static Target target(JsonNode json) {
        var target = Target.newBuilder();
        int kinds = 0;
        if (json.has("users")) {
            var users = UserList.newBuilder();
            for (JsonNode user : json.get("users")) {
                if (!user.isString()) {
                    throw new IllegalArgumentException("target.users: must be an array of strings");
                }
                users.addUsers(user.asString());
            }
            target.setUsers(users);
            kinds++;
        }
        if (json.has("group")) {
            text(json, "group", target::setGroup);
            kinds++;
        }
        if (json.path("everyone").asBoolean(false)) {
            target.setEveryone(true);
            kinds++;
        }
        if (kinds > 1) {
            throw new IllegalArgumentException("target: users, group and everyone exclude each other");
        }
        return target.build();
    }

    private static void text(JsonNode json, String name, Consumer<String> use) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(name + ": must be a string");
        }
        try {
            use.accept(value.asString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    public static byte[] write(Notification notification) {
        ByteString.Output out = ByteString.newOutput(512);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            put(json, "id", notification.getId());
            put(json, "source", notification.getSource());
            put(json, "type", notification.getType());
            write(json, notification.getTarget());
            put(json, "class", notification.getClassName());
            put(json, "title", notification.getTitle());
            put(json, "body", notification.getBody());
            if (notification.hasData()) {
                ContentJson.write(json, notification.getData());
            }
            put(json, "ttl", notification.hasTtl() ? Times.format(notification.getTtl()) : "");
            put(json, "collapseKey", notification.getCollapseKey());
            put(json, "sentAt", notification.hasSentAt() ? Times.format(notification.getSentAt()) : "");
            json.writeEndObject();
        }
        return out.toByteString().toByteArray();
    }

    private static void put(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static void write(JsonGenerator json, Target target) {
        switch (target.getKindCase()) {
            case USERS -> {
                json.writeObjectPropertyStart("target").writeArrayPropertyStart("users");
                target.getUsers().getUsersList().forEach(json::writeString);
                json.writeEndArray().writeEndObject();
            }
            case GROUP ->
                json.writeObjectPropertyStart("target")
                        .writeStringProperty("group", target.getGroup())
                        .writeEndObject();
            case EVERYONE ->
                json.writeObjectPropertyStart("target")
                        .writeBooleanProperty("everyone", target.getEveryone())
                        .writeEndObject();
            case KIND_NOT_SET -> {}
        }
    }
}
