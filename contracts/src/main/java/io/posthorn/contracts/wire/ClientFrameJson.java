// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import io.posthorn.contracts.v1.Ack;
import io.posthorn.contracts.v1.Attributes;
import io.posthorn.contracts.v1.Auth;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.Ping;
import io.posthorn.contracts.v1.Pong;
import io.posthorn.contracts.v1.ReadMarker;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Client frames of {@code posthorn.v1.json}. Unknown fields are ignored. */
final class ClientFrameJson {

    private ClientFrameJson() {}

    static ClientFrame read(byte[] json) throws BadFrameException {
        JsonFields fields = JsonFields.ofFrame(json);
        var frame = ClientFrame.newBuilder();
        switch (fields.type()) {
            case "hello" -> frame.setHello(hello(fields));
            case "ack" -> frame.setAck(Ack.newBuilder().setCursor(fields.text("cursor")));
            case "read" -> frame.setRead(ReadMarker.newBuilder().setCursor(fields.text("cursor")));
            case "auth" -> frame.setAuth(Auth.newBuilder().setToken(fields.text("token")));
            case "attributes" ->
                frame.setAttributes(Attributes.newBuilder()
                        .putAllSet(fields.strings("set"))
                        .addAllRemove(fields.list("remove"))
                        .setClear(fields.flag("clear")));
            case "ping" -> frame.setPing(Ping.getDefaultInstance());
            case "pong" -> frame.setPong(Pong.getDefaultInstance());
            default -> throw BadFrameException.of("unknown-type", "a frame of a type that this server does not know");
        }
        return ClientFrameRules.checked(frame.build());
    }

    private static Hello hello(JsonFields fields) throws BadFrameException {
        var hello = Hello.newBuilder()
                .setDevice(fields.text("device"))
                .putAllAttributes(fields.strings("attributes"))
                .setPings(fields.flag("pings"));
        if (fields.has("resume")) {
            hello.setResume(fields.text("resume"));
        }
        if (fields.has("window")) {
            hello.setWindow(fields.integer("window"));
        }
        return hello.build();
    }

    static byte[] write(ClientFrame frame) {
        ObjectNode json = Json.object();
        switch (frame.getFrameCase()) {
            case HELLO -> write(json.put("type", "hello"), frame.getHello());
            case ACK -> json.put("type", "ack").put("cursor", frame.getAck().getCursor());
            case READ -> json.put("type", "read").put("cursor", frame.getRead().getCursor());
            case AUTH -> json.put("type", "auth").put("token", frame.getAuth().getToken());
            case ATTRIBUTES -> write(json.put("type", "attributes"), frame.getAttributes());
            case PING -> json.put("type", "ping");
            case PONG -> json.put("type", "pong");
            case FRAME_NOT_SET -> throw new IllegalArgumentException("a frame without content");
        }
        return Json.bytes(json);
    }

    private static void write(ObjectNode json, Hello hello) {
        json.put("device", hello.getDevice());
        if (hello.hasResume()) {
            json.put("resume", hello.getResume());
        }
        if (hello.hasWindow()) {
            json.put("window", hello.getWindow());
        }
        if (hello.getAttributesCount() > 0) {
            json.set("attributes", strings(hello.getAttributesMap()));
        }
        if (hello.getPings()) {
            json.put("pings", true);
        }
    }

    private static void write(ObjectNode json, Attributes attributes) {
        if (attributes.getSetCount() > 0) {
            json.set("set", strings(attributes.getSetMap()));
        }
        if (attributes.getRemoveCount() > 0) {
            var names = json.putArray("remove");
            attributes.getRemoveList().forEach(names::add);
        }
        if (attributes.getClear()) {
            json.put("clear", true);
        }
    }

    private static JsonNode strings(Map<String, String> map) {
        ObjectNode json = Json.object();
        new TreeMap<>(map).forEach(json::put);
        return json;
    }
}
