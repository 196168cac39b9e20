// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.MerkleTree;
import io.posthorn.contracts.integrity.NodeReader;
import java.util.HashMap;
import java.util.Map;

/**
 * The complete subtrees of a stored tree, for one use by one thread. What lies between two levels that are stored is computed;
 * 256 hashes are read at once, and once.
 */
public final class StoredNodes implements NodeReader {

    private static final int TILE_BITS = TreeHash.STEP;

    private record Tile(int level, long number) {}

    private final SelectTreeHashes select;
    private final String tree;
    private final Map<Tile, Map<Long, Hash>> tiles = new HashMap<>();

    public StoredNodes(SelectTreeHashes select, String tree) {
        this.select = select;
        this.tree = tree;
    }

    /** @throws DamagedTreeException a hash is not there */
    @Override
    public Hash node(int level, long index) {
        int stored = level - level % TreeHash.STEP;
        int above = level - stored;
        return above == 0 ? read(stored, index) : join(stored, index << above, (index + 1) << above);
    }

    private Hash join(int level, long from, long to) {
        if (to - from == 1) {
            return read(level, from);
        }
        long middle = (from + to) >>> 1;
        return MerkleTree.node(join(level, from, middle), join(level, middle, to));
    }

    private Hash read(int level, long index) {
        Hash hash = tiles.computeIfAbsent(new Tile(level, index >>> TILE_BITS), this::read)
                .get(index);
        if (hash == null) {
            throw new DamagedTreeException("hash %d of level %d is missing".formatted(index, level));
        }
        return hash;
    }

    private Map<Long, Hash> read(Tile tile) {
        return select.execute(tree, tile.level(), tile.number() << TILE_BITS, (tile.number() + 1) << TILE_BITS);
    }
}
