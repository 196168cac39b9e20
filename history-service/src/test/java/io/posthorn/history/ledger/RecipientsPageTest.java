// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.TestRows;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.kept.UserRows;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecipientsPageTest {

    private static RecipientsQuery query(int limit) {
        return new RecipientsQuery(new Named("orders", "o-1"), UserOrder.ASCENDING, limit, Optional.empty());
    }

    private static List<UserRows> users(int count, int rowsOfEach) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user-" + (100_000 + i))
                .map(user -> new UserRows(
                        user,
                        Collections.nCopies(rowsOfEach, TestRows.ofUser(user, ReceiptState.RECEIPT_STATE_PENDING, 0)),
                        false))
                .toList();
    }

    @Test
    void endsAtTheLimitAndGoesOnAfterItsLastUser() {
        RecipientsPage page = RecipientsPage.of(query(2), users(3, 1).iterator(), user -> true);

        assertThat(page.users()).extracting(UserRows::user).containsExactly("user-100000", "user-100001");
        assertThat(page.next()).contains(new RecipientsToken(UserOrder.ASCENDING, "user-100001"));
    }

    @Test
    void theLastOneHasNoNext() {
        assertThat(RecipientsPage.of(query(3), users(3, 1).iterator(), user -> true)
                        .next())
                .isEmpty();
        assertThat(RecipientsPage.of(query(3), users(0, 1).iterator(), user -> true)
                        .next())
                .isEmpty();
    }

    @Test
    void whoMayNotBeSeenIsPassedOver() {
        RecipientsPage page = RecipientsPage.of(query(1), users(5, 1).iterator(), user -> user.endsWith("3"));

        assertThat(page.users()).extracting(UserRows::user).containsExactly("user-100003");
        assertThat(page.next()).isPresent();
    }

    @Test
    void endsEarlyWhenItWouldLookAtTooMuch() {
        int perUser = 100;
        int most = RecipientsPage.MOST_LOOKED_AT / perUser;

        RecipientsPage page =
                RecipientsPage.of(query(500), users(most + 10, perUser).iterator(), user -> false);

        assertThat(page.users()).isEmpty();
        assertThat(page.next()).contains(new RecipientsToken(UserOrder.ASCENDING, "user-" + (100_000 + most - 1)));
    }
}
