// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.tier.Bucket;
import org.jspecify.annotations.Nullable;

/** What is to be done with one record of {@code posthorn.receipts}. */
sealed interface ReceiptIntake {

    record Keep(NewReceipt row) implements ReceiptIntake {}

    /** @param detail names the field and the rule, never the content */
    record Park(Rejection reason, String detail) implements ReceiptIntake {}

    /** Of names that are no ids: class, reason. */
    int WORD_CHARACTERS = 128;

    /** @param appendedAt and {@code offset} of the record */
    static ReceiptIntake of(byte @Nullable [] value, long appendedAt, long offset) {
        if (value == null) {
            return new Park(Rejection.UNPARSEABLE, "the value is absent");
        }
        Receipt receipt;
        try {
            receipt = Receipt.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            return new Park(Rejection.UNPARSEABLE, "the value is no Receipt");
        }
        String fault = fault(receipt);
        return fault.isEmpty()
                ? new Keep(new NewReceipt(receipt, appendedAt, offset))
                : new Park(Rejection.FAILED, fault);
    }

    /** Empty: none. */
    private static String fault(Receipt receipt) {
        if (receipt.getState() == ReceiptState.RECEIPT_STATE_UNSPECIFIED
                || receipt.getState() == ReceiptState.UNRECOGNIZED) {
            return "state is none that is known";
        }
        boolean nameless = receipt.getSource().isEmpty() && receipt.getId().isEmpty();
        if (nameless && receipt.getUser().isEmpty()) {
            return "source, id and user are absent";
        }
        if (!nameless && !(Text.isId(receipt.getSource()) && Text.isId(receipt.getId()))) {
            return "source or id is no id";
        }
        if (!mayBeId(receipt.getUser()) || !mayBeId(receipt.getDevice())) {
            return "user or device is no id";
        }
        if (!mayBeWord(receipt.getGateway()) || !mayBeWord(receipt.getConnection())) {
            return "gateway or connection is longer than %d".formatted(WORD_CHARACTERS);
        }
        if (!mayBeWord(receipt.getClassName()) || !mayBeWord(receipt.getReason())) {
            return "class or reason is longer than %d".formatted(WORD_CHARACTERS);
        }
        if (receipt.getPosition().getEra() < 0 || receipt.getPosition().getOffset() < 0) {
            return "position is none";
        }
        if (receipt.hasPosition() && !Bucket.covers(receipt.getPosition().getAppendedAt())) {
            return "position.appended_at is not in the years 2000 to 9999";
        }
        return Bucket.covers(receipt.getAt()) ? "" : "at is not in the years 2000 to 9999";
    }

    private static boolean mayBeId(String text) {
        return text.isEmpty() || Text.isId(text);
    }

    private static boolean mayBeWord(String text) {
        return text.length() <= WORD_CHARACTERS;
    }
}
