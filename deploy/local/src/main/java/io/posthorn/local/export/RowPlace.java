// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.text.JsonText;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which leaf a row is.
 *
 * @param index in the tree of the partition; negative: none was found
 * @param leaf the one that the log has at this position, where the row as it is has none: it is erased, or was changed
 */
public record RowPlace(long row, int partition, String owner, int era, long offset, long index, Optional<Leaf> leaf) {

    static RowPlace of(ExportRow row, long index, Optional<Leaf> leaf) {
        var position = row.message().getPosition();
        return new RowPlace(
                row.number(), row.partition(), row.owner(), position.getEra(), position.getOffset(), index, leaf);
    }

    /** Owner and position. */
    public String describe() {
        return owner + " " + Positions.describe(Positions.of(era, offset, 0));
    }

    byte[] toLine() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("row", row);
        map.put("partition", partition);
        map.put("owner", owner);
        map.put("era", era);
        map.put("offset", offset);
        map.put("index", index);
        leaf.ifPresent(each -> map.put("leaf", Base64.getEncoder().encodeToString(each.toBytes())));
        return JsonText.MAPPER.writeValueAsBytes(map);
    }

    /** Empty for what is no such line. */
    public static Optional<RowPlace> parse(byte[] line) {
        return JsonText.parse(line)
                .filter(JsonNode::isObject)
                .map(json -> new RowPlace(
                        json.path("row").asLong(0),
                        json.path("partition").asInt(-1),
                        json.path("owner").asString(""),
                        json.path("era").asInt(0),
                        json.path("offset").asLong(0),
                        json.path("index").asLong(-1),
                        leaf(json.path("leaf").asString(""))));
    }

    static Optional<Leaf> leaf(String base64) {
        try {
            return Leaf.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
