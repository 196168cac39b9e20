// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON frame, read with the protocol's errors. */
record JsonFields(JsonNode json) {

    static JsonFields ofFrame(byte[] bytes) throws BadFrameException {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw BadFrameException.notAFrame("not JSON");
        }
        if (!json.isObject()) {
            throw BadFrameException.notAFrame("not a JSON object");
        }
        return new JsonFields(json);
    }

    String type() throws BadFrameException {
        if (!json.path("type").isString()) {
            throw BadFrameException.notAFrame("no type");
        }
        return json.path("type").asString();
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** Empty when absent. */
    String text(String name) throws BadFrameException {
        JsonNode value = json.path(name);
        return check(!has(name) || value.isString(), name, "a string") && has(name) ? value.asString() : "";
    }

    /** 0 when absent; at most what fits in an int. */
    long number(String name) throws BadFrameException {
        JsonNode value = json.path(name);
        check(!has(name) || value.canConvertToLong() && value.asLong() >= 0, name, "a number of 0 or more");
        return has(name) ? Math.min(value.asLong(), Integer.MAX_VALUE) : 0;
    }

    boolean flag(String name) throws BadFrameException {
        JsonNode value = json.path(name);
        check(!has(name) || value.isBoolean(), name, "true or false");
        return value.asBoolean(false);
    }

    Map<String, String> strings(String name) throws BadFrameException {
        Map<String, String> strings = new LinkedHashMap<>();
        check(!has(name) || json.path(name).isObject(), name, "an object of strings");
        for (var field : json.path(name).properties()) {
            check(field.getValue().isString(), name, "an object of strings");
            strings.put(field.getKey(), field.getValue().asString());
        }
        return strings;
    }

    List<String> list(String name) throws BadFrameException {
        List<String> list = new ArrayList<>();
        check(!has(name) || json.path(name).isArray(), name, "an array of strings");
        for (JsonNode element : json.path(name)) {
            check(element.isString(), name, "an array of strings");
            list.add(element.asString());
        }
        return list;
    }

    JsonFields child(String name) throws BadFrameException {
        check(json.path(name).isObject(), name, "an object");
        return new JsonFields(json.path(name));
    }

    private static boolean check(boolean holds, String name, String rule) throws BadFrameException {
        if (!holds) {
            throw BadFrameException.of("bad-field", name + ": must be " + rule);
        }
        return true;
    }
}
