// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message on one device.
 *
 * @param outcome READ, DELIVERED, EXPIRED, SKIPPED, or PENDING while there is none of these
 * @param at when it was delivered or ended; while it waits absent
 * @param readAt when the user had seen it there
 * @param reason why it was skipped; else empty
 * @param gateway and {@code connection}: over which it was acked, or the device was told; may be empty
 */
public record DeviceOutcome(
        String device,
        Outcome outcome,
        @Nullable Instant at,
        @Nullable Instant readAt,
        String reason,
        String gateway,
        String connection) {

    /** @param receipts of this device, in order of time. DELIVERED counts above the first of EXPIRED and SKIPPED */
    static DeviceOutcome of(String device, List<KeptReceipt> receipts) {
        Optional<KeptReceipt> delivered = first(receipts, ReceiptState.RECEIPT_STATE_DELIVERED);
        Optional<KeptReceipt> read = first(receipts, ReceiptState.RECEIPT_STATE_READ);
        if (read.isPresent()) {
            KeptReceipt seen = read.get();
            return of(Outcome.READ, delivered.orElse(seen), seen.at());
        }
        return delivered
                .map(each -> of(Outcome.DELIVERED, each, null))
                .or(() -> first(receipts, ReceiptState.RECEIPT_STATE_EXPIRED, ReceiptState.RECEIPT_STATE_SKIPPED)
                        .map(DeviceOutcome::ended))
                .orElseGet(() -> waiting(device));
    }

    /**
     * Of a device that no receipt speaks of, by its cursor.
     *
     * @param told whether the message's class writes a receipt for each delivery
     * @param wasThere the device had a cursor when the message was appended
     * @param passedAt when the cursor passed the message; null when that is not on record
     */
    public static DeviceOutcome passed(String device, boolean told, boolean wasThere, @Nullable Instant passedAt) {
        return told && !wasThere
                ? new DeviceOutcome(device, Outcome.SKIPPED, null, null, "declined", "", "")
                : new DeviceOutcome(device, Outcome.DELIVERED, passedAt, null, "", "", "");
    }

    /** Of a device that no receipt speaks of, and whose cursor has not passed the message. */
    public static DeviceOutcome waiting(String device) {
        return new DeviceOutcome(device, Outcome.PENDING, null, null, "", "", "");
    }

    private static DeviceOutcome ended(KeptReceipt end) {
        return of(end.state() == ReceiptState.RECEIPT_STATE_EXPIRED ? Outcome.EXPIRED : Outcome.SKIPPED, end, null);
    }

    private static DeviceOutcome of(Outcome outcome, KeptReceipt receipt, @Nullable Instant readAt) {
        return new DeviceOutcome(
                receipt.device(),
                outcome,
                receipt.at(),
                readAt,
                outcome == Outcome.SKIPPED ? receipt.reason() : "",
                receipt.gateway(),
                receipt.connection());
    }

    static Optional<KeptReceipt> first(List<KeptReceipt> receipts, ReceiptState... states) {
        List<ReceiptState> wanted = List.of(states);
        return receipts.stream().filter(each -> wanted.contains(each.state())).findFirst();
    }
}
