// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a request's body, as text whatever its form. */
final class RequestFields {

    private RequestFields() {}

    static Map<String, String> ofForm(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                fields.put(decode(sides[0]), decode(sides[1]));
            }
        }
        return fields;
    }

    /** Numbers become their digits, lists words with spaces between; {@code null} is absence. */
    static Map<String, String> ofJson(String body) throws ParseException {
        return JSONObjectUtils.parse(body).entrySet().stream()
                .filter(field -> field.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, field -> text(field.getValue())));
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(value);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
