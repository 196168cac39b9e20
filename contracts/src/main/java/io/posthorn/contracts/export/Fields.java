// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Fields of a line; what is wrong with one is said by its name. */
final class Fields {

    private Fields() {}

    /** Empty when it is not there. */
    static String text(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (field.isMissingNode()) {
            return "";
        }
        require(field.isString(), name, "must be a string");
        return field.asString();
    }

    static long number(JsonNode json, String name) {
        JsonNode field = json.path(name);
        require(field.isIntegralNumber() && field.canConvertToLong(), name, "must be a whole number");
        return field.asLong();
    }

    static int small(JsonNode json, String name) {
        long number = number(json, name);
        require(number == (int) number, name, "is too large");
        return (int) number;
    }

    static long millis(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name)).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(name + " must be a time in ISO 8601", e);
        }
    }

    static byte[] bytes(JsonNode json, String name) {
        try {
            return Base64.getDecoder().decode(text(json, name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " must be Base64", e);
        }
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + rule);
        }
    }
}
