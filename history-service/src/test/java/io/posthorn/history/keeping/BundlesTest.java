// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Receipt;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundlesTest {

    private static NewReceipt receipt(String id, int offset) {
        return new NewReceipt(
                Receipt.newBuilder()
                        .setSource("orders")
                        .setId(id)
                        .setUser("user-1")
                        .build(),
                1,
                offset);
    }

    @Test
    void holdRowsOfOnePartitionInTheirOrder() {
        List<List<NewReceipt>> bundles = Bundles.of(List.of(receipt("a", 1), receipt("b", 2), receipt("a", 3)));

        assertThat(bundles).containsExactly(List.of(receipt("a", 1), receipt("a", 3)), List.of(receipt("b", 2)));
    }

    @Test
    void areBounded() {
        List<NewReceipt> many = IntStream.range(0, 2 * Bundles.MOST_ROWS + 1)
                .mapToObj(i -> receipt("a", i))
                .toList();

        assertThat(Bundles.of(many)).extracting(List::size).containsExactly(Bundles.MOST_ROWS, Bundles.MOST_ROWS, 1);
        assertThat(Bundles.of(many).stream().flatMap(List::stream)).containsExactlyElementsOf(many);
    }

    @Test
    void usersOfOneShardGoTogetherAndOthersDoNot() {
        List<NewReceipt> users = IntStream.range(0, 100)
                .mapToObj(i -> new NewReceipt(
                        Receipt.newBuilder()
                                .setSource("orders")
                                .setId("a")
                                .setUser("user-" + i)
                                .build(),
                        1,
                        i))
                .toList();

        assertThat(Bundles.of(users))
                .allSatisfy(bundle -> assertThat(
                                bundle.stream().map(NewReceipt::home).distinct())
                        .hasSize(1));
        assertThat(Bundles.of(Stream.<NewReceipt>of().toList())).isEmpty();
    }
}
