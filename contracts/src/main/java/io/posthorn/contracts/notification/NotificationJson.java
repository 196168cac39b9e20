// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.text.JsonText;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The JSON form of a {@link Notification}. Unknown fields are ignored; a field that is null is one that is not there. */
public final class NotificationJson {

    private NotificationJson() {}

    /** Checks the form only; what the fields may hold is for {@link NotificationRules}. */
    public static Notification read(byte[] json) throws RejectedException {
        JsonNode tree =
                JsonText.parse(json).orElseThrow(() -> new RejectedException(Rejection.UNPARSEABLE, "not JSON"));
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
        require(json.isObject(), "target: must be an object");
        var target = Target.newBuilder();
        int kinds = 0;
        if (json.hasNonNull("users")) {
            target.setUsers(users(json.get("users")));
            kinds++;
        }
        if (json.hasNonNull("group")) {
            text(json, "group", target::setGroup);
            kinds++;
        }
        if (isEveryone(json.path("everyone"))) {
            target.setEveryone(true);
            kinds++;
        }
        require(kinds <= 1, "target: users, group and everyone exclude each other");
        return target.build();
    }

    private static UserList users(JsonNode json) {
        require(json.isArray(), "target.users: must be an array of strings");
        var users = UserList.newBuilder();
        for (JsonNode user : json) {
            require(user.isString(), "target.users: must be an array of strings");
            users.addUsers(unicode("target.users", user.asString()));
        }
        return users.build();
    }

    private static boolean isEveryone(JsonNode json) {
        require(json.isMissingNode() || json.isNull() || json.isBoolean(), "target.everyone: must be true or false");
        return json.asBoolean(false);
    }

    private static void text(JsonNode json, String name, Consumer<String> use) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        require(value.isString(), name + ": must be a string");
        String text = unicode(name, value.asString());
        try {
            use.accept(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static String unicode(String name, String text) {
        require(Text.isUnicode(text), name + ": holds half of a surrogate pair");
        return text;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    public static byte[] write(Notification notification) {
        ByteString.Output out = ByteString.newOutput(512);
        try (JsonGenerator json = JsonText.MAPPER.createGenerator(out)) {
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
