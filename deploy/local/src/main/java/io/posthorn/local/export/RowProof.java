// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.InclusionProof;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.text.JsonText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** That the leaf of a row stands in a tree. */
public record RowProof(long row, Leaf leaf, InclusionProof inclusion) {

    byte[] toLine() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("row", row);
        map.put("leaf", Base64.getEncoder().encodeToString(leaf.toBytes()));
        map.put("index", inclusion.index());
        map.put("size", inclusion.size());
        map.put("path", inclusion.path().stream().map(Hash::base64).toList());
        return JsonText.MAPPER.writeValueAsBytes(map);
    }

    /** Empty for what is no such line. */
    public static Optional<RowProof> parse(byte[] line) {
        return JsonText.parse(line).filter(JsonNode::isObject).flatMap(RowProof::of);
    }

    private static Optional<RowProof> of(JsonNode json) {
        List<Hash> path = new ArrayList<>();
        json.path("path").forEach(each -> Hash.parse(each.asString("")).ifPresent(path::add));
        return leaf(json.path("leaf").asString(""))
                .filter(leaf -> path.size() == json.path("path").size())
                .map(leaf -> new RowProof(
                        json.path("row").asLong(0),
                        leaf,
                        new InclusionProof(
                                json.path("index").asLong(-1), json.path("size").asLong(-1), path)));
    }

    private static Optional<Leaf> leaf(String base64) {
        try {
            return Leaf.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
