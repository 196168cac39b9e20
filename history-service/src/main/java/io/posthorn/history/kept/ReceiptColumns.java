// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.store.Columns;
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
                Columns.text(row, "user"),
                position(row),
                Columns.text(row, "device"),
                Objects.requireNonNullElse(
                        ReceiptState.forNumber(row.getInt("state")), ReceiptState.RECEIPT_STATE_UNSPECIFIED),
                Columns.text(row, "reason"),
                Columns.text(row, "class"),
                Columns.text(row, "gateway"),
                Columns.text(row, "connection"),
                Columns.time(row, "at"),
                row.getInt("recipients"));
    }

    private static Position position(Row row) {
        Instant appended = Columns.time(row, "appended_at");
        return Positions.of(row.getInt("era"), row.getLong("offset"), appended.toEpochMilli());
    }
}
