// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import java.time.Instant;

/** Rows as they are read. */
public final class TestRows {

    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    public static final Position AT = Positions.of(1, 17, START.toEpochMilli());

    private TestRows() {}

    public static KeptReceipt ofAll(ReceiptState state, int second, String reason, int recipients) {
        return new KeptReceipt(
                "", Positions.START, "", state, reason, "system", "", "", START.plusSeconds(second), recipients);
    }

    public static KeptReceipt ofPartition(Position at, int second, int connections) {
        return new KeptReceipt(
                "",
                at,
                "",
                ReceiptState.RECEIPT_STATE_ROUTED,
                "",
                "system",
                "",
                "",
                START.plusSeconds(second),
                connections);
    }

    public static KeptReceipt ofUser(String user, ReceiptState state, int second) {
        return new KeptReceipt(user, AT, "", state, "", "system", "", "", START.plusSeconds(second), 0);
    }

    public static KeptReceipt onDevice(String device, ReceiptState state, int second, String reason) {
        return new KeptReceipt(
                "user-1", AT, device, state, reason, "system", "gateway-1", "c-1", START.plusSeconds(second), 0);
    }

    public static KeptReceipt onDevice(String device, ReceiptState state, int second) {
        return onDevice(device, state, second, "");
    }
}
