// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.history.asking.Continuation;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsQueryTest {

    private static final Named NAME = new Named("orders", "o-1");
    private static final Continuation LIST = RecipientsToken.list(NAME);
    private static final Optional<String> NONE = Optional.empty();

    @Test
    void hasDefaults() {
        assertThat(RecipientsQuery.of(NAME, LIST, NONE, NONE, NONE))
                .isEqualTo(new RecipientsQuery(NAME, UserOrder.ASCENDING, 50, Optional.empty()));
    }

    @Test
    void nextKnowsItsDirection() {
        String next = new RecipientsToken(UserOrder.DESCENDING, "user-1").encode(LIST);

        assertThat(RecipientsQuery.of(NAME, LIST, NONE, Optional.of("7"), Optional.of(next)))
                .returns(UserOrder.DESCENDING, RecipientsQuery::order)
                .returns(7, RecipientsQuery::limit)
                .returns(false, RecipientsQuery::isFirst)
                .returns(
                        "notification source=orders id=o-1 order=desc limit=7 after=user-1", RecipientsQuery::describe);
        assertThatThrownBy(() -> RecipientsQuery.of(NAME, LIST, Optional.of("asc"), NONE, Optional.of(next)))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "501", "-1", "1e2", "many", "99999999999999", " 5"})
    void otherLimitsAreRefused(String limit) {
        assertThatThrownBy(() -> RecipientsQuery.of(NAME, LIST, NONE, Optional.of(limit), NONE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void namesMustBeIds() {
        assertThat(Named.of(Optional.of("a/b"), Optional.of("%"))).isEqualTo(new Named("a/b", "%"));
        assertThatThrownBy(() -> Named.of(NONE, Optional.of("o-1"))).hasMessageContaining("source");
        assertThatThrownBy(() -> Named.of(Optional.of("a"), Optional.of("b c"))).hasMessageContaining("id");
        assertThatThrownBy(() -> Named.id("user", Optional.of(""))).hasMessageContaining("user");
    }
}
