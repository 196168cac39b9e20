// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.MerkleTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class TreeTest {

    private static final Tree EMPTY = new Tree("posthorn/messages/abc/3", Frontier.EMPTY);

    private static List<Tree.Logged> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(each -> new Tree.Logged(
                        new Leaf(Leaf.Kind.MESSAGE, 3, 1, each, 1_000L + each, Hash.ZERO, Hash.ZERO), 2_000L + each))
                .toList();
    }

    @Test
    void keepsTheHashesOfLeavesAndOfEach256() {
        Growth growth = EMPTY.grow(records(0, 520));

        assertThat(growth.after().size()).isEqualTo(520);
        assertThat(growth.leaves()).hasSize(520);
        assertThat(growth.leaves().get(7))
                .isEqualTo(new TreeLeaf(records(7, 8).get(0).leaf(), 7, 2_007));
        assertThat(growth.hashes().stream().filter(each -> each.level() == 0)).hasSize(520);
        assertThat(growth.hashes().stream().filter(each -> each.level() == 8))
                .extracting(TreeHash::index, TreeHash::writtenAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 2_255L),
                        org.assertj.core.groups.Tuple.tuple(1L, 2_511L));
        assertThat(growth.hashes().stream().map(TreeHash::level)).containsOnly(0, 8);
    }

    @Test
    void isTheSameHoweverItIsCutIntoBatches() {
        Growth whole = EMPTY.grow(records(0, 300));
        Growth first = EMPTY.grow(records(0, 255));
        Growth second = first.after().grow(records(255, 300));

        assertThat(second.after()).isEqualTo(whole.after());
        assertThat(second.hashes())
                .isEqualTo(whole.hashes().subList(255, whole.hashes().size()));
        assertThat(second.leaves()).isEqualTo(whole.leaves().subList(255, 300));
    }

    @Test
    void goesOnFromItsTextAndFromNoOther() {
        Tree tree = EMPTY.grow(records(0, 7)).after();

        assertThat(Tree.parse(tree.name(), tree.toText())).contains(tree);
        assertThat(Tree.parse("other", tree.toText())).isEmpty();
        assertThat(Tree.parse(tree.name(), "")).isEmpty();
        assertThat(Tree.parse(tree.name(), "1:17:4711")).isEmpty();
        assertThat(Tree.parse(tree.name(), tree.name() + " 7")).isEmpty();
    }

    /** Kafka takes 4,096 bytes beside an offset. */
    @Test
    void itsTextFitsBesideAnOffset() {
        Tree largest = new Tree(
                "x".repeat(100) + "/messages/" + "i".repeat(22) + "/9999",
                new Frontier(Long.MAX_VALUE, java.util.Collections.nCopies(63, Hash.ZERO)));

        assertThat(largest.toText()).hasSizeLessThan(4_000);
    }

    @Test
    void departsWhereItIsNotWhatWasSigned() {
        Growth growth = EMPTY.grow(records(0, 10));
        Hash four = EMPTY.grow(records(0, 4)).after().frontier().root();

        assertThat(growth.departsFrom(Map.of())).isEmpty();
        assertThat(growth.departsFrom(Map.of(4L, four))).isEmpty();
        assertThat(growth.departsFrom(Map.of(4L, four, 8L, MerkleTree.EMPTY))).hasValue(8);
        assertThat(growth.departsFrom(Map.of(5L, four))).hasValue(5);
        assertThat(growth.departsFrom(Map.of(11L, four))).isEmpty();
    }

    @Test
    void departsWhereALeafIsStoredAsAnother() {
        Growth growth = EMPTY.grow(records(0, 4)).after().grow(records(4, 10));
        Map<Long, Hash> stored = new HashMap<>();
        growth.leaves().forEach(each -> stored.put(each.index(), each.leaf().hash()));
        Hash four = growth.before().frontier().root();
        Hash ten = growth.after().frontier().root();

        assertThat(growth.departure(Map.of(10L, ten), stored, 5_000)).isEmpty();
        assertThat(growth.departure(Map.of(), Map.of(), 5_000))
                .as("what is lost")
                .isEmpty();
        stored.put(7L, Hash.ZERO);
        stored.put(9L, Hash.ZERO);
        assertThat(growth.departure(Map.of(10L, ten), stored, 5_000))
                .contains("size 5000 was signed: leaf 7 is stored with another hash");
        assertThat(growth.departure(Map.of(10L, four), stored, 5_000)).contains("size 10 was signed");
    }

    @Test
    void whatLiesTogetherIsWrittenTogetherInSmallLists() {
        List<String> rows = List.of("a1", "b1", "a2", "a3", "b2");

        assertThat(Growth.together(rows, each -> each.substring(0, 1), 2))
                .containsExactly(List.of("a1", "a2"), List.of("a3"), List.of("b1", "b2"));
    }

    @Test
    void rowsLieInBoundedPartitions() {
        assertThat(TreeHash.chunk(65_535)).isZero();
        assertThat(TreeHash.chunk(65_536)).isEqualTo(1);
        assertThat(TreeLeaf.bucket(65_536)).isEqualTo(1);
        assertThat(TreeLeaf.bucket(-1)).isPositive();
    }

    @Test
    void settingsAreChecked() {
        assertThat(settings("posthorn", Duration.ofSeconds(4), 1).keyFile()).isEqualTo(Path.of("key.pem"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("post horn", Duration.ofSeconds(2), 1))
                .withMessageContaining("posthorn.history.integrity.name is post horn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("posthorn", Duration.ofSeconds(5), 1))
                .withMessageContaining("checkpoint-interval is PT5S");
        assertThatIllegalArgumentException().isThrownBy(() -> settings("posthorn", Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> settings("posthorn", Duration.ofSeconds(2), 0));
    }

    private static IntegritySettings settings(String name, Duration interval, int maxRecords) {
        return new IntegritySettings(name, Path.of("key.pem"), interval, maxRecords, DataSize.ofMegabytes(1));
    }
}
