// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.retention;

import io.posthorn.contracts.v1.ReceiptState;

/** Which receipts a class writes. Rejections and repeats are always told. */
public enum ReceiptLevel {
    ALL,
    /** What became of it, and {@code PENDING}, which wakes sleeping devices. */
    FINAL,
    NONE;

    public boolean covers(ReceiptState state) {
        return switch (state) {
            case RECEIPT_STATE_REJECTED, RECEIPT_STATE_DUPLICATE -> true;
            case RECEIPT_STATE_ACCEPTED, RECEIPT_STATE_ROUTED -> this == ALL;
            default -> this != NONE;
        };
    }
}
