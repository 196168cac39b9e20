// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.local.export.Manifest.Part;
import io.posthorn.local.export.Manifest.Place;
import io.posthorn.local.export.Manifest.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A manifest as JSON, both ways. What cannot be read of it is empty or 0, which then does not fit. */
public final class ManifestJson {

    private ManifestJson() {}

    static Map<String, Object> write(Manifest manifest) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", 1);
        map.put("madeAt", manifest.madeAt());
        map.put("key", manifest.key());
        map.put("query", new TreeMap<>(manifest.query()));
        map.put("rows", manifest.rows());
        map.put("parts", manifest.parts().stream().map(Part::asMap).toList());
        map.put(
                "partitions",
                manifest.ranges().entrySet().stream()
                        .map(each -> each.getValue().asMap(each.getKey()))
                        .toList());
        return map;
    }

    public static Manifest read(JsonNode json) {
        Map<String, String> query = new TreeMap<>();
        json.path("query")
                .properties()
                .forEach(each -> query.put(each.getKey(), each.getValue().asString("")));
        List<Part> parts = new ArrayList<>();
        json.path("parts")
                .forEach(each -> parts.add(new Part(
                        each.path("file").asString(""),
                        each.path("rows").asLong(0),
                        each.path("first").asLong(0),
                        each.path("last").asLong(0),
                        each.path("sha256").asString(""),
                        each.path("placesSha256").asString(""))));
        Map<Integer, Range> ranges = new TreeMap<>();
        json.path("partitions")
                .forEach(each -> ranges.put(
                        each.path("partition").asInt(-1),
                        new Range(each.path("rows").asLong(0), place(each.path("first")), place(each.path("last")))));
        return new Manifest(
                json.path("madeAt").asString(""),
                json.path("key").asString(""),
                query,
                json.path("rows").asLong(0),
                parts,
                ranges);
    }

    private static Place place(JsonNode json) {
        return new Place(
                json.path("era").asInt(0),
                json.path("offset").asLong(0),
                json.path("appendedAt").asString(""));
    }
}
