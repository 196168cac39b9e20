// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.history.asking.Continuation;
import io.posthorn.history.asking.TestParameters;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipientsQueryTest {

    private static final Named NAME = new Named("orders", "o-1");
    private static final Continuation LIST = RecipientsToken.list(NAME);

    @Test
    void hasDefaults() {
        assertThat(RecipientsQuery.of(NAME, LIST, TestParameters.of()))
                .isEqualTo(new RecipientsQuery(NAME, UserOrder.ASCENDING, 50, Optional.empty()));
    }

    @Test
    void nextKnowsItsDirection() {
        String next = new RecipientsToken(UserOrder.DESCENDING, "user-1").encode(LIST);

        assertThat(RecipientsQuery.of(NAME, LIST, TestParameters.of("limit", "7", "next", next)))
                .returns(UserOrder.DESCENDING, RecipientsQuery::order)
                .returns(7, RecipientsQuery::limit)
                .returns(false, RecipientsQuery::isFirst)
                .returns(
                        "notification source=orders id=o-1 order=desc limit=7 after=user-1", RecipientsQuery::describe);
        assertThatThrownBy(() -> RecipientsQuery.of(NAME, LIST, TestParameters.of("order", "asc", "next", next)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void nextIsOfThisNotification() {
        String next = new RecipientsToken(UserOrder.ASCENDING, "user-1")
                .encode(RecipientsToken.list(new Named("orders", "o-2")));

        assertThatThrownBy(() -> RecipientsQuery.of(NAME, LIST, TestParameters.of("next", next)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("next");
    }

    @Test
    void namesMustBeIds() {
        assertThat(Named.of(TestParameters.of("source", "a/b", "id", "%"))).isEqualTo(new Named("a/b", "%"));
        assertThatThrownBy(() -> Named.of(TestParameters.of("id", "o-1"))).hasMessageContaining("source");
        assertThatThrownBy(() -> Named.of("a", "b c")).hasMessageContaining("id");
        assertThatThrownBy(() -> Named.of(TestParameters.of("source", "a", "source", "b", "id", "c")))
                .hasMessageContaining("source");
    }
}
