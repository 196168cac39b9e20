// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.v1.ReceiptState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ByUserTest {

    private static Iterator<KeptReceipt> shard(String... users) {
        return java.util.Arrays.stream(users)
                .map(user -> TestRows.ofUser(user, ReceiptState.RECEIPT_STATE_PENDING, 0))
                .iterator();
    }

    private static List<String> users(ByUser found) {
        List<String> users = new ArrayList<>();
        found.forEachRemaining(each -> users.add(each.user() + "=" + each.rows().size()));
        return users;
    }

    @Test
    void shardsAreMergedInTheOrderOfUsers() {
        assertThat(users(new ByUser(
                        List.of(shard("a", "d", "d"), shard(), shard("b"), shard("c")), UserOrder.ASCENDING)))
                .containsExactly("a=1", "b=1", "c=1", "d=2");
        assertThat(users(new ByUser(List.of(shard("d", "a"), shard("c", "b")), UserOrder.DESCENDING)))
                .containsExactly("d=1", "c=1", "b=1", "a=1");
    }

    @Test
    void rowsOfAUserAreInOrderOfTime() {
        Iterator<KeptReceipt> rows = List.of(
                        TestRows.ofUser("a", ReceiptState.RECEIPT_STATE_EXPIRED, 9),
                        TestRows.ofUser("a", ReceiptState.RECEIPT_STATE_PENDING, 1))
                .iterator();

        assertThat(new ByUser(List.of(rows), UserOrder.ASCENDING).next().rows())
                .extracting(KeptReceipt::state)
                .containsExactly(ReceiptState.RECEIPT_STATE_PENDING, ReceiptState.RECEIPT_STATE_EXPIRED);
    }

    @Test
    void aUserWithTooManyRowsIsCutAndTheNextOneIsNot() {
        List<KeptReceipt> many = new ArrayList<>(
                Collections.nCopies(UserRows.MOST + 1, TestRows.ofUser("a", ReceiptState.RECEIPT_STATE_PENDING, 0)));
        many.add(TestRows.ofUser("b", ReceiptState.RECEIPT_STATE_PENDING, 0));
        ByUser found = new ByUser(List.of(many.iterator()), UserOrder.ASCENDING);

        UserRows first = found.next();
        UserRows second = found.next();

        assertThat(first.isCut()).isTrue();
        assertThat(first.rows()).hasSize(UserRows.MOST);
        assertThat(second).returns("b", UserRows::user).returns(false, UserRows::isCut);
    }

    @Test
    void withoutRowsThereIsNobody() {
        ByUser nobody = new ByUser(List.of(shard(), shard()), UserOrder.ASCENDING);

        assertThat(nobody.hasNext()).isFalse();
        assertThatThrownBy(nobody::next).isInstanceOf(NoSuchElementException.class);
    }
}
