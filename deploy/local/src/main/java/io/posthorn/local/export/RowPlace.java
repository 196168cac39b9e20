// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.InclusionProof;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.text.JsonText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which leaf a row is.
 *
 * @param index in the tree of the partition; negative: none was found
 * @param leaf the one that the log has at this position: with a path always; else where the row as it is has none, so that it is
 *     erased, or was changed
 * @param path from the leaf to the root of the kept checkpoint; absent: the hashes of all leaves are kept
 */
public record RowPlace(
        long row,
        int partition,
        String owner,
        int era,
        long offset,
        long index,
        Optional<Leaf> leaf,
        Optional<List<Hash>> path) {

    /** A tree of more levels has more leaves than there are offsets. */
    private static final int LONGEST_PATH = 64;

    /** In a tree whose leaves are all kept. */
    static RowPlace of(ExportRow row, long index, Optional<Leaf> leaf) {
        return of(row, index, leaf, Optional.empty());
    }

    static RowPlace of(ExportRow row, LeafProofs.Proof proof) {
        return of(row, proof.index(), Optional.of(proof.leaf()), Optional.of(proof.path()));
    }

    static RowPlace unfound(ExportRow row) {
        return of(row, -1, Optional.empty(), Optional.empty());
    }

    private static RowPlace of(ExportRow row, long index, Optional<Leaf> leaf, Optional<List<Hash>> path) {
        var position = row.message().getPosition();
        return new RowPlace(
                row.number(), row.partition(), row.owner(), position.getEra(), position.getOffset(), index, leaf, path);
    }

    public boolean isFound() {
        return index >= 0;
    }

    boolean isOf(ExportRow other) {
        return equals(of(other, index, leaf, path));
    }

    /** Whether its path leads from this leaf to the root of a tree. */
    public boolean leads(Hash from, long size, Hash root) {
        return path.filter(hashes -> new InclusionProof(index, size, hashes).proves(from, root))
                .isPresent();
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
        path.ifPresent(each -> map.put("path", each.stream().map(Hash::base64).toList()));
        return JsonText.MAPPER.writeValueAsBytes(map);
    }

    /** Empty for what is no such line. */
    public static Optional<RowPlace> parse(byte[] line) {
        return JsonText.parse(line).filter(JsonNode::isObject).flatMap(RowPlace::read);
    }

    private static Optional<RowPlace> read(JsonNode json) {
        Optional<List<Hash>> path = json.has("path") ? path(json.path("path")) : Optional.empty();
        if (json.has("path") && path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RowPlace(
                json.path("row").asLong(0),
                json.path("partition").asInt(-1),
                json.path("owner").asString(""),
                json.path("era").asInt(0),
                json.path("offset").asLong(0),
                json.path("index").asLong(-1),
                leaf(json.path("leaf").asString("")),
                path));
    }

    static Optional<Leaf> leaf(String base64) {
        try {
            return Leaf.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Empty for what is no list of hashes, or is longer than any path. */
    static Optional<List<Hash>> path(JsonNode hashes) {
        if (!hashes.isArray() || hashes.size() > LONGEST_PATH) {
            return Optional.empty();
        }
        List<Hash> path = new ArrayList<>();
        hashes.forEach(each -> Hash.parse(each.asString("")).ifPresent(path::add));
        return path.size() == hashes.size() ? Optional.of(path) : Optional.empty();
    }
}
