// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The known trees of certificate-transparency's reference implementation. */
class MerkleTreeTest {

    private static final NaiveTree LEAVES = new NaiveTree(Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .map(MerkleTree::leaf)
            .toList());

    private static final List<Hash> ROOTS = hashes(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final Hash PAIR_01 = ROOTS.get(2);
    private static final Hash FOUR = ROOTS.get(4);

    private static List<Hash> hashes(String... hex) {
        return Stream.of(hex)
                .map(each -> new Hash(HexFormat.of().parseHex(each)))
                .toList();
    }

    @Test
    void theRootsOfTheKnownTreeAreKnown() {
        for (int size = 0; size <= 8; size++) {
            assertThat(LEAVES.first(size).root()).isEqualTo(ROOTS.get(size));
            assertThat(MerkleTree.root(size, LEAVES.nodes())).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void knownInclusionProofs() {
        assertThat(InclusionProof.of(0, 1, LEAVES.nodes()).path()).isEmpty();
        assertThat(InclusionProof.of(0, 8, LEAVES.nodes()).path())
                .isEqualTo(hashes(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(InclusionProof.of(5, 8, LEAVES.nodes()).path())
                .isEqualTo(hashes(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(InclusionProof.of(2, 3, LEAVES.nodes()).path()).containsExactly(PAIR_01);
    }

    @Test
    void knownConsistencyProofs() {
        assertThat(ConsistencyProof.of(6, 8, LEAVES.nodes()).path())
                .isEqualTo(hashes(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(ConsistencyProof.of(2, 5, LEAVES.nodes()).path())
                .isEqualTo(hashes(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
        assertThat(ConsistencyProof.of(4, 4, LEAVES.nodes()).path()).isEmpty();
        assertThat(new ConsistencyProof(
                                6, 8, ConsistencyProof.of(6, 8, LEAVES.nodes()).path())
                        .proves(ROOTS.get(6), ROOTS.get(8)))
                .isTrue();
        assertThat(FOUR).isEqualTo(LEAVES.first(4).root());
    }

    @Test
    void aTreeHasNoProofsOfWhatItHasNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InclusionProof.of(8, 8, LEAVES.nodes()))
                .withMessage("leaf 8 is not in a tree of 8");
        assertThatIllegalArgumentException().isThrownBy(() -> InclusionProof.of(-1, 8, LEAVES.nodes()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsistencyProof.of(8, 7, LEAVES.nodes()))
                .withMessage("a tree of 8 is no beginning of one of 7");
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.of(-1, 7, LEAVES.nodes()));
    }

    @Test
    void aHashHas32BytesAndOneText() {
        assertThat(Hash.parse(FOUR.base64())).contains(FOUR).get().hasSameHashCodeAs(FOUR);
        assertThat(Hash.parse(FOUR.base64().replace("=", ""))).isEmpty();
        assertThat(Hash.parse("AAAA")).isEmpty();
        assertThat(Hash.parse("no Base64")).isEmpty();
        // The last digit has two bits that no byte needs.
        assertThat(Hash.parse("A".repeat(42) + "B=")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Hash(new byte[31]));
    }
}
