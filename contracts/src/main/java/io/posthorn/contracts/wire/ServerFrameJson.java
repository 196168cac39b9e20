// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.ContentJson;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.AuthRequired;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.ClassCounts;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Ping;
import io.posthorn.contracts.v1.Pong;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Server frames of {@code posthorn.v1.json}. Written field by field without a tree: this is the hot path. */
final class ServerFrameJson {

    private ServerFrameJson() {}

    static byte[] write(ServerFrame frame) {
        ByteString.Output out = ByteString.newOutput(512);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            write(json, frame);
            json.writeEndObject();
        }
        return out.toByteString().toByteArray();
    }

    private static void write(JsonGenerator json, ServerFrame frame) {
        switch (frame.getFrameCase()) {
            case WELCOME -> write(json, frame.getWelcome());
            case RESUMED -> write(json, frame.getResumed());
            case MESSAGE -> write(json, frame.getMessage());
            case SKIP -> write(json, frame.getSkip());
            case CAUGHT_UP -> cursor(json, "caughtUp", frame.getCaughtUp().getCursor());
            case READ -> cursor(json, "read", frame.getRead().getCursor());
            case AUTH_REQUIRED ->
                type(json, "authRequired")
                        .writeStringProperty(
                                "deadline", Times.format(frame.getAuthRequired().getDeadline()));
            case GO_AWAY ->
                type(json, "goAway")
                        .writeStringProperty("reason", frame.getGoAway().getReason())
                        .writeNumberProperty("reconnectAfter", frame.getGoAway().getReconnectAfter());
            case ERROR ->
                type(json, "error")
                        .writeStringProperty("code", frame.getError().getCode())
                        .writeStringProperty("message", frame.getError().getMessage())
                        .writeBooleanProperty("temporary", frame.getError().getTemporary());
            case PING -> type(json, "ping");
            case PONG -> type(json, "pong");
            case FRAME_NOT_SET -> throw new IllegalArgumentException("a frame without content");
        }
    }

    private static JsonGenerator type(JsonGenerator json, String type) {
        return json.writeStringProperty("type", type);
    }

    private static void cursor(JsonGenerator json, String type, String cursor) {
        type(json, type).writeStringProperty("cursor", cursor);
    }

    private static void write(JsonGenerator json, Welcome welcome) {
        type(json, "welcome")
                .writeStringProperty("connection", welcome.getConnection())
                .writeStringProperty("user", welcome.getUser())
                .writeStringProperty("device", welcome.getDevice())
                .writeNumberProperty("heartbeat", welcome.getHeartbeat())
                .writeNumberProperty("window", welcome.getWindow());
    }

    private static void write(JsonGenerator json, Resumed resumed) {
        type(json, "resumed")
                .writeStringProperty("recovered", resumed.getRecovered())
                .writeStringProperty("cursor", resumed.getCursor());
        if (resumed.hasPending()) {
            json.writeNumberProperty("pending", resumed.getPending());
        }
    }

    private static void write(JsonGenerator json, MessageFrame message) {
        type(json, "message")
                .writeStringProperty("cursor", message.getCursor())
                .writeStringProperty("prev", message.getPrev())
                .writeStringProperty("id", message.getId())
                .writeStringProperty("source", message.getSource())
                .writeStringProperty("class", message.getClassName());
        if (message.hasSentAt()) {
            json.writeStringProperty("sentAt", Times.format(message.getSentAt()));
        }
        if (!message.getTitle().isEmpty()) {
            json.writeStringProperty("title", message.getTitle());
        }
        if (!message.getBody().isEmpty()) {
            json.writeStringProperty("body", message.getBody());
        }
        if (message.hasData()) {
            ContentJson.write(json, message.getData());
        }
        if (message.getReplayed()) {
            json.writeBooleanProperty("replayed", true);
        }
    }

    private static void write(JsonGenerator json, Skip skip) {
        cursor(json, "skip", skip.getCursor());
        json.writeStringProperty("prev", skip.getPrev()).writeObjectPropertyStart("counts");
        new TreeMap<>(skip.getCountsMap()).forEach((reason, counts) -> {
            json.writeObjectPropertyStart(reason);
            new TreeMap<>(counts.getClassesMap()).forEach(json::writeNumberProperty);
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    static ServerFrame read(byte[] bytes) throws BadFrameException {
        JsonFields fields = JsonFields.ofFrame(bytes);
        var frame = ServerFrame.newBuilder();
        switch (fields.type()) {
            case "welcome" ->
                frame.setWelcome(Welcome.newBuilder()
                        .setConnection(fields.text("connection"))
                        .setUser(fields.text("user"))
                        .setDevice(fields.text("device"))
                        .setHeartbeat(fields.integer("heartbeat"))
                        .setWindow(fields.integer("window")));
            case "resumed" -> frame.setResumed(resumed(fields));
            case "message" -> frame.setMessage(message(fields));
            case "skip" -> frame.setSkip(skip(fields));
            case "caughtUp" -> frame.setCaughtUp(CaughtUp.newBuilder().setCursor(fields.text("cursor")));
            case "read" -> frame.setRead(ReadMarker.newBuilder().setCursor(fields.text("cursor")));
            case "authRequired" ->
                frame.setAuthRequired(AuthRequired.newBuilder().setDeadline(time(fields, "deadline")));
            case "goAway" ->
                frame.setGoAway(GoAway.newBuilder()
                        .setReason(fields.text("reason"))
                        .setReconnectAfter(fields.integer("reconnectAfter")));
            case "error" ->
                frame.setError(io.posthorn.contracts.v1.Error.newBuilder()
                        .setCode(fields.text("code"))
                        .setMessage(fields.text("message"))
                        .setTemporary(fields.flag("temporary")));
            case "ping" -> frame.setPing(Ping.getDefaultInstance());
            case "pong" -> frame.setPong(Pong.getDefaultInstance());
            default -> {
                // of a later version: a frame without content, which clients ignore
            }
        }
        return frame.build();
    }

    private static Resumed resumed(JsonFields fields) throws BadFrameException {
        var resumed =
                Resumed.newBuilder().setRecovered(fields.text("recovered")).setCursor(fields.text("cursor"));
        if (fields.has("pending")) {
            resumed.setPending(fields.number("pending"));
        }
        return resumed.build();
    }

    private static MessageFrame message(JsonFields fields) throws BadFrameException {
        var message = MessageFrame.newBuilder()
                .setCursor(fields.text("cursor"))
                .setPrev(fields.text("prev"))
                .setId(fields.text("id"))
                .setSource(fields.text("source"))
                .setClassName(fields.text("class"))
                .setTitle(fields.text("title"))
                .setBody(fields.text("body"))
                .setReplayed(fields.flag("replayed"));
        if (fields.has("sentAt")) {
            message.setSentAt(time(fields, "sentAt"));
        }
        try {
            ContentJson.read(fields.json()).ifPresent(message::setData);
        } catch (IllegalArgumentException e) {
            throw BadFrameException.of("bad-field", String.valueOf(e.getMessage()));
        }
        return message.build();
    }

    private static Skip skip(JsonFields fields) throws BadFrameException {
        var skip = Skip.newBuilder().setCursor(fields.text("cursor")).setPrev(fields.text("prev"));
        JsonFields counts = fields.child("counts");
        for (String reason : counts.json().propertyNames()) {
            var classes = ClassCounts.newBuilder();
            JsonFields byClass = counts.child(reason);
            for (String name : byClass.json().propertyNames()) {
                classes.putClasses(name, byClass.number(name));
            }
            skip.putCounts(reason, classes.build());
        }
        return skip.build();
    }

    private static com.google.protobuf.Timestamp time(JsonFields fields, String name) throws BadFrameException {
        try {
            return Times.parse(fields.text(name));
        } catch (IllegalArgumentException e) {
            throw BadFrameException.of("bad-field", name + ": must be a time in ISO 8601");
        }
    }
}
