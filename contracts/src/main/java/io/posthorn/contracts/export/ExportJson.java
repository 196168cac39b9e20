// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

import io.posthorn.contracts.text.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Lines of an export as JSON, both ways and without loss. */
public final class ExportJson {

    private static final String MESSAGE = "message";
    private static final String MORE = "more";
    private static final String END = "end";

    private ExportJson() {}

    public static void write(JsonGenerator json, ExportLine line) {
        if (line instanceof ExportRow row) {
            write(json, row);
        } else if (line instanceof ExportEnd end) {
            write(json, end);
        }
    }

    private static void write(JsonGenerator json, ExportRow row) {
        json.writeStartObject()
                .writeStringProperty("kind", MESSAGE)
                .writeNumberProperty("row", row.number())
                .writeNumberProperty("partition", row.partition());
        MessageJson.write(json, row.message());
        json.writeStringProperty("after", row.after()).writeEndObject();
    }

    private static void write(JsonGenerator json, ExportEnd end) {
        json.writeStartObject()
                .writeStringProperty("kind", end.isWhole() ? END : MORE)
                .writeNumberProperty("rows", end.rows())
                .writeObjectPropertyStart("query");
        new TreeMap<>(end.query()).forEach(json::writeStringProperty);
        json.writeEndObject();
        end.after().ifPresent(after -> json.writeStringProperty("after", after));
        json.writeEndObject();
    }

    /** @throws IllegalArgumentException it is no line of an export; says what is wrong and nothing of the content */
    public static ExportLine read(byte[] line) {
        JsonNode json = JsonText.parse(line)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new IllegalArgumentException("not a JSON object"));
        String kind = json.path("kind").asString("");
        return switch (kind) {
            case MESSAGE -> row(json);
            case MORE, END -> end(json, kind.equals(END));
            default -> throw new IllegalArgumentException("kind must be message, more or end");
        };
    }

    private static ExportRow row(JsonNode json) {
        return new ExportRow(
                Fields.number(json, "row"),
                Fields.small(json, "partition"),
                MessageJson.read(json),
                Fields.text(json, "after"));
    }

    private static ExportEnd end(JsonNode json, boolean whole) {
        Map<String, String> query = new TreeMap<>();
        json.path("query")
                .properties()
                .forEach(each -> query.put(each.getKey(), each.getValue().asString("")));
        String after = Fields.text(json, "after");
        if (whole != after.isEmpty()) {
            throw new IllegalArgumentException("after belongs to more, and not to end");
        }
        return new ExportEnd(Fields.number(json, "rows"), query, whole ? Optional.empty() : Optional.of(after));
    }
}
