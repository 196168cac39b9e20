// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A row as the driver gives it. */
final class ReceiptColumns {

    static final List<String> NAMES = List.of(
            "user",
            "era",
            "offset",
            "appended_at",
            "device",
            "state",
            "reason",
            "class",
            "gateway",
            "connection",
            "at",
            "recipients");

    private ReceiptColumns() {}

    static KeptReceipt read(Row row) {
        return new KeptReceipt(
                text(row, "user"),
                position(row),
                text(row, "device"),
                Objects.requireNonNullElse(
                        ReceiptState.forNumber(row.getInt("state")), ReceiptState.RECEIPT_STATE_UNSPECIFIED),
                text(row, "reason"),
                text(row, "class"),
                text(row, "gateway"),
                text(row, "connection"),
                Objects.requireNonNullElse(row.getInstant("at"), Instant.EPOCH),
                row.getInt("recipients"));
    }

    private static Position position(Row row) {
        Instant appended = Objects.requireNonNullElse(row.getInstant("appended_at"), Instant.EPOCH);
        return Positions.of(row.getInt("era"), row.getLong("offset"), appended.toEpochMilli());
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
