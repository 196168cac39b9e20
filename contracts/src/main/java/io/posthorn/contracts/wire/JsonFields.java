// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import io.posthorn.contracts.text.JsonText;
import io.posthorn.contracts.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON frame, read with the protocol's errors. */
record JsonFields(JsonNode json) {

    static JsonFields ofFrame(byte[] bytes) throws BadFrameException {
        JsonNode json = JsonText.parse(bytes).orElseThrow(() -> BadFrameException.notAFrame("not JSON"));
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
        return has(name) ? string(json.path(name), name, "a string") : "";
    }

    /** 0 when absent. */
    long number(String name) throws BadFrameException {
        JsonNode value = json.path(name);
        check(!has(name) || value.canConvertToLong() && value.asLong() >= 0, name, "a number of 0 or more");
        return value.asLong(0);
    }

    /** 0 when absent; at most what fits. */
    int integer(String name) throws BadFrameException {
        return (int) Math.min(number(name), Integer.MAX_VALUE);
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
            check(Text.isUnicode(field.getKey()), name, "an object of strings");
            strings.put(field.getKey(), string(field.getValue(), name, "an object of strings"));
        }
        return strings;
    }

    List<String> list(String name) throws BadFrameException {
        List<String> list = new ArrayList<>();
        check(!has(name) || json.path(name).isArray(), name, "an array of strings");
        for (JsonNode element : json.path(name)) {
            list.add(string(element, name, "an array of strings"));
        }
        return list;
    }

    private static String string(JsonNode value, String name, String rule) throws BadFrameException {
        check(value.isString(), name, rule);
        check(Text.isUnicode(value.asString()), name, rule + " in Unicode, without half of a surrogate pair");
        return value.asString();
    }

    JsonFields child(String name) throws BadFrameException {
        check(json.path(name).isObject(), name, "an object");
        return new JsonFields(json.path(name));
    }

    private static void check(boolean holds, String name, String rule) throws BadFrameException {
        if (!holds) {
            throw BadFrameException.of("bad-field", name + ": must be " + rule);
        }
    }
}
