// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import static io.posthorn.history.kept.TestRows.ofAll;
import static io.posthorn.history.kept.TestRows.ofUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.kept.UserRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OthersTest {

    private static final ReceiptState PENDING = ReceiptState.RECEIPT_STATE_PENDING;
    private static final ReceiptState DUPLICATE = ReceiptState.RECEIPT_STATE_DUPLICATE;

    private static UserRows user(String user, ReceiptState... states) {
        return new UserRows(
                user,
                List.of(states).stream().map(each -> ofUser(user, each, 1)).toList(),
                false);
    }

    private static Facts accepted(int... users) {
        List<KeptReceipt> rows = new java.util.ArrayList<>();
        for (int each : users) {
            rows.add(ofAll(ReceiptState.RECEIPT_STATE_ACCEPTED, rows.size(), "", each));
        }
        return new Facts(rows);
    }

    private static Outcome ofAnother(Facts facts, UserRows... users) {
        return Answer.absent(facts, Optional.empty(), Others.of(List.of(users))).outcome();
    }

    @Test
    void aRetryThatWasRecognisedIsExplained() {
        assertThat(ofAnother(accepted(2, 2), user("a", PENDING, DUPLICATE), user("b", PENDING, DUPLICATE)))
                .isEqualTo(Outcome.NOT_ADDRESSED);
    }

    /** The same id, once to one user and once to another. */
    @Test
    void anAcceptanceThatNothingExplainsMayHaveBeenForThisUser() {
        assertThat(ofAnother(accepted(1, 1), user("a", PENDING))).isEqualTo(Outcome.NEVER_ROUTED);
        assertThat(ofAnother(accepted(2, 2), user("a", PENDING, DUPLICATE, DUPLICATE, DUPLICATE)))
                .isEqualTo(Outcome.NEVER_ROUTED);
    }

    @Test
    void thatItWasAcceptedAgainIsSaid() {
        assertThat(Answer.absent(accepted(1, 1), Optional.empty(), Others.of(List.of(user("a", PENDING))))
                        .sentence())
                .startsWith("It was accepted at 2026-11-20T10:00:00Z for 1 users and again 1 times,"
                        + " until 2026-11-20T10:00:01Z, and something is on record for 1 of them");
    }

    @Test
    void factsShowTheFirstAcceptance() {
        Facts facts = accepted(3, 2);

        assertThat(facts.accepted()).map(KeptReceipt::recipients).hasValue(3);
        assertThat(facts.acceptedAgain()).extracting(KeptReceipt::recipients).containsExactly(2);
    }
}
