// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values of one line. What is empty is left out. */
final class AuditLine {

    private static final int LONGEST = 120;
    private static final String CUT = "...";

    private final Map<String, String> fields = new LinkedHashMap<>();

    AuditLine with(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, printable(value));
        }
        return this;
    }

    Map<String, String> fields() {
        return fields;
    }

    /** {@code name=value}, in quotes where the value is more than one word. */
    String text() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + quoted(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9._:/@+-]+") ? value : '"' + value.replace("\"", "\\\"") + '"';
    }

    /** Printable ASCII, the rest and the backslash as escapes of Java. */
    static String printable(String value) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (printable.length() >= LONGEST) {
                return printable.append(CUT).toString();
            }
            char c = value.charAt(i);
            if (c >= ' ' && c <= '~' && c != '\\') {
                printable.append(c);
            } else {
                printable.append(String.format("\\u%04x", (int) c));
            }
        }
        return printable.toString();
    }
}
