// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.outcome.Answer;
import io.posthorn.history.outcome.Facts;
import io.posthorn.history.outcome.Standing;
import java.util.List;
import java.util.Optional;

/**
 * What became of one notification for one user.
 *
 * @param standings one for each message that the id became, oldest first
 * @param isCounted how many users it was accepted for may be shown
 * @param isCut there is more than can be shown
 */
record Ledger(
        Named name,
        String user,
        Answer answer,
        String className,
        Facts facts,
        Optional<Message> original,
        List<Standing> standings,
        boolean isCounted,
        boolean isCut) {

    static Ledger unknown(Named name, String user) {
        return new Ledger(
                name, user, Answer.unknown(), "", new Facts(List.of()), Optional.empty(), List.of(), false, false);
    }

    boolean isBroadcast() {
        return facts.isBroadcast()
                || original.filter(each -> each.getUser().isEmpty()).isPresent();
    }

    /** Receipts that are shown. */
    long rows() {
        return standings.stream().mapToLong(each -> each.receipts().size()).sum()
                + facts.receipts().size();
    }
}
