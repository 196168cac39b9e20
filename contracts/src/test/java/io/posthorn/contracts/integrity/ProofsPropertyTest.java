// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against the definitions, word for word, for all trees of up to {@value SIZES} leaves. */
class ProofsPropertyTest {

    private static final int SIZES = 130;
    private static final NaiveTree TREE = NaiveTree.ofSize(SIZES);

    @Test
    void everyLeafOfEveryTreeIsProved() {
        for (int size = 1; size <= SIZES; size++) {
            NaiveTree tree = TREE.first(size);
            Hash root = tree.root();
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(index, size, TREE.nodes());
                assertThat(proof.path()).isEqualTo(tree.path(index));
                assertThat(proof.proves(TREE.leaves().get(index), root)).isTrue();
            }
        }
    }

    @Test
    void everyTreeIsTheBeginningOfEveryLaterOne() {
        List<Hash> roots = new ArrayList<>();
        for (int size = 0; size <= SIZES; size++) {
            roots.add(TREE.first(size).root());
        }
        for (int to = 0; to <= SIZES; to++) {
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = ConsistencyProof.of(from, to, TREE.nodes());
                if (from > 0) {
                    assertThat(proof.path()).isEqualTo(TREE.first(to).consistency(from));
                }
                assertThat(proof.proves(roots.get(from), roots.get(to))).isTrue();
            }
        }
    }

    @Test
    void aFrontierGrowsAsTheTreeAndCompletesEverySubtreeOnce() {
        Map<String, Hash> completed = new HashMap<>();
        Frontier frontier = Frontier.EMPTY;
        for (int size = 0; size < SIZES; size++) {
            assertThat(frontier.root()).isEqualTo(TREE.first(size).root());
            assertThat(Frontier.parse(frontier.toText())).contains(frontier);
            frontier = frontier.append(
                    TREE.leaves().get(size),
                    (level, index, hash) ->
                            assertThat(completed.put(level + "/" + index, hash)).isNull());
        }
        for (int level = 0; 1 << level <= SIZES; level++) {
            for (int index = 0; index < SIZES >> level; index++) {
                assertThat(completed.remove(level + "/" + index))
                        .isEqualTo(TREE.nodes().node(level, index));
            }
        }
        assertThat(completed).isEmpty();
    }

    @Property(tries = 500)
    void aProofOfOneLeafProvesNothingElse(
            @ForAll @IntRange(min = 1, max = SIZES) int size, @ForAll int any, @ForAll int anyOther) {
        int index = Math.floorMod(any, size);
        int other = Math.floorMod(anyOther, SIZES);
        Hash root = TREE.first(size).root();
        InclusionProof proof = InclusionProof.of(index, size, TREE.nodes());

        assertThat(proof.proves(TREE.leaves().get(other), root)).isEqualTo(other == index);
        assertThat(new InclusionProof(other, size, proof.path())
                        .proves(TREE.leaves().get(index), root))
                .isEqualTo(other == index);
        assertThat(proof.proves(TREE.leaves().get(index), TREE.first(other).root()))
                .isEqualTo(other == size);
    }

    @Property(tries = 300)
    void oneChangedBitBreaksAnInclusionProof(
            @ForAll @IntRange(min = 2, max = SIZES) int size, @ForAll int any, @ForAll int bit) {
        int index = Math.floorMod(any, size);
        Hash leaf = TREE.leaves().get(index);
        Hash root = TREE.first(size).root();
        InclusionProof proof = InclusionProof.of(index, size, TREE.nodes());

        for (int i = 0; i < proof.path().size(); i++) {
            List<Hash> changed = new ArrayList<>(proof.path());
            changed.set(i, flipped(changed.get(i), bit));
            assertThat(new InclusionProof(index, size, changed).proves(leaf, root))
                    .isFalse();
        }
        assertThat(proof.proves(flipped(leaf, bit), root)).isFalse();
        assertThat(proof.proves(leaf, flipped(root, bit))).isFalse();
        assertThat(new InclusionProof(index, size, shorter(proof.path())).proves(leaf, root))
                .isFalse();
        assertThat(new InclusionProof(index, size, longer(proof.path(), leaf)).proves(leaf, root))
                .isFalse();
    }

    @Property(tries = 300)
    void oneChangedBitBreaksAConsistencyProof(
            @ForAll @IntRange(min = 2, max = SIZES) int to, @ForAll int any, @ForAll int bit) {
        int from = 1 + Math.floorMod(any, to - 1);
        Hash fromRoot = TREE.first(from).root();
        Hash toRoot = TREE.first(to).root();
        ConsistencyProof proof = ConsistencyProof.of(from, to, TREE.nodes());

        for (int i = 0; i < proof.path().size(); i++) {
            List<Hash> changed = new ArrayList<>(proof.path());
            changed.set(i, flipped(changed.get(i), bit));
            assertThat(new ConsistencyProof(from, to, changed).proves(fromRoot, toRoot))
                    .isFalse();
        }
        assertThat(proof.proves(flipped(fromRoot, bit), toRoot)).isFalse();
        assertThat(proof.proves(fromRoot, flipped(toRoot, bit))).isFalse();
        assertThat(new ConsistencyProof(from, to, shorter(proof.path())).proves(fromRoot, toRoot))
                .isFalse();
        assertThat(new ConsistencyProof(from, to, longer(proof.path(), fromRoot)).proves(fromRoot, toRoot))
                .isFalse();
    }

    @Test
    void aTreeThatWasChangedIsNotConsistent() {
        List<Hash> leaves = new ArrayList<>(TREE.leaves());
        leaves.set(3, leaves.get(4));
        NaiveTree forged = new NaiveTree(leaves);
        for (int to = 5; to <= SIZES; to++) {
            ConsistencyProof proof = ConsistencyProof.of(4, to, forged.nodes());
            assertThat(proof.proves(TREE.first(4).root(), forged.first(to).root()))
                    .isFalse();
        }
    }

    @Test
    void sizesThatCannotBeProveNothing() {
        Hash root = TREE.first(4).root();

        assertThat(new InclusionProof(-1, 4, List.of()).proves(root, root)).isFalse();
        assertThat(new InclusionProof(4, 4, List.of()).proves(root, root)).isFalse();
        assertThat(new ConsistencyProof(5, 4, List.of()).proves(root, root)).isFalse();
        assertThat(new ConsistencyProof(-1, 4, List.of()).proves(root, root)).isFalse();
        assertThat(new ConsistencyProof(3, 4, List.of()).proves(root, root)).isFalse();
        assertThat(new ConsistencyProof(0, 0, List.of()).proves(MerkleTree.EMPTY, root))
                .isFalse();
        assertThat(new ConsistencyProof(0, 4, List.of()).proves(root, root)).isFalse();
        assertThat(new ConsistencyProof(0, 4, List.of(root)).proves(MerkleTree.EMPTY, root))
                .isFalse();
    }

    @Test
    void onlyAFrontierIsRead() {
        String text = Frontier.EMPTY
                .append(TREE.leaves().get(0), (level, index, hash) -> {})
                .toText();

        for (String bad : List.of(
                "",
                "x",
                "1",
                "-1",
                "0 ",
                "01" + text.substring(1),
                text + " ",
                "2" + text.substring(1) + "=",
                "3" + text.substring(1),
                "1 abc",
                "0:17:1")) {
            assertThat(Frontier.parse(bad)).as(bad).isEmpty();
        }
    }

    private static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes().clone();
        int at = Math.floorMod(bit, bytes.length * 8);
        bytes[at / 8] ^= (byte) (1 << at % 8);
        return new Hash(bytes);
    }

    private static List<Hash> shorter(List<Hash> path) {
        return path.subList(0, Math.max(0, path.size() - 1));
    }

    private static List<Hash> longer(List<Hash> path, Hash more) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(more);
        return longer;
    }
}
