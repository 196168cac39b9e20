// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a notification as a whole.
 *
 * @param receipts that name no user, in order of time
 */
public record Facts(List<KeptReceipt> receipts) {

    public boolean isEmpty() {
        return receipts.isEmpty();
    }

    /** The first time. */
    public Optional<KeptReceipt> accepted() {
        return DeviceOutcome.first(receipts, ReceiptState.RECEIPT_STATE_ACCEPTED);
    }

    /** Further times: a producer tried again, or gave the id again. */
    public List<KeptReceipt> acceptedAgain() {
        return of(ReceiptState.RECEIPT_STATE_ACCEPTED).stream().skip(1).toList();
    }

    /** The most users that it was accepted for at once. */
    public int mostRecipients() {
        return of(ReceiptState.RECEIPT_STATE_ACCEPTED).stream()
                .mapToInt(KeptReceipt::recipients)
                .max()
                .orElse(0);
    }

    /** Records to users that it was made into, all times together. */
    public long records() {
        return of(ReceiptState.RECEIPT_STATE_ACCEPTED).stream()
                .mapToLong(KeptReceipt::recipients)
                .sum();
    }

    public Optional<KeptReceipt> rejected() {
        return DeviceOutcome.first(receipts, ReceiptState.RECEIPT_STATE_REJECTED);
    }

    /** Of a broadcast: for each partition to how many connections it went. */
    public List<KeptReceipt> routed() {
        return of(ReceiptState.RECEIPT_STATE_ROUTED);
    }

    /** Of a broadcast: partitions on which it came again. */
    public List<KeptReceipt> duplicates() {
        return of(ReceiptState.RECEIPT_STATE_DUPLICATE);
    }

    private List<KeptReceipt> of(ReceiptState state) {
        return receipts.stream().filter(each -> each.state() == state).toList();
    }

    /** Said to be to everyone. False also where receipts do not tell: a class may leave out those that would. */
    public boolean isBroadcast() {
        return accepted().map(each -> each.recipients() == 0).orElse(false)
                || receipts.stream().anyMatch(each -> !Positions.isStart(each.position()));
    }

    /** Empty when no receipt names it. */
    public String className() {
        return receipts.stream()
                .map(KeptReceipt::className)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }
}
