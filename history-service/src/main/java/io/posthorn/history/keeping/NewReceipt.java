// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.Shards;

/**
 * A receipt on its way to its row.
 *
 * @param appendedAt of its record, milliseconds since the epoch
 * @param offset of its record
 */
record NewReceipt(Receipt receipt, long appendedAt, long offset) {

    /** One partition of the table. */
    record Home(String source, String id, int shard) {}

    Home home() {
        return receipt.getSource().isEmpty()
                ? new Home("", receipt.getUser(), Shards.of(receipt.getUser()))
                : new Home(receipt.getSource(), receipt.getId(), Shards.of(receipt.getUser()));
    }

    /** Whether it came over a connection. */
    boolean isTold() {
        return !receipt.getConnection().isEmpty();
    }

    /**
     * Tells apart what else would be one row though it happened twice: a producer that tries again is accepted, or rejected, again
     * and leaves a duplicate with each user, and partitions of a broadcast count alike. 0 for what can happen once only.
     */
    long place() {
        return receipt.getUser().isEmpty() || receipt.getState() == ReceiptState.RECEIPT_STATE_DUPLICATE ? offset : 0;
    }

    /**
     * Microseconds: of two that make one row, the later one counts, whoever writes them in which order. Of two in one millisecond
     * the one with the larger offset, unless a multiple of a thousand lies between them: then it is the other one, each time.
     */
    long writtenAt() {
        return appendedAt * 1_000 + offset % 1_000;
    }
}
