// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a device said of itself in a month, newest first, in minutes that are both included. Rows of a kilobyte at most. */
final class SelectDeviceStates {

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectDeviceStates(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT at, offset, connection, gateway, incarnation, address, attributes,"
                + " attributes_left_out, removed, cleared FROM " + schema.table("device_states")
                + " WHERE user = ? AND device = ? AND kind = ? AND month = ? AND minute >= ? AND minute <= ? LIMIT ?");
    }

    List<DeviceState> execute(
            String user, String device, DeviceState.Kind kind, int month, Instant first, Instant last, int most) {
        List<DeviceState> states = new ArrayList<>();
        session.execute(statement
                        .bind(
                                user,
                                device,
                                kind.text(),
                                month,
                                ConnectionFact.minute(first),
                                ConnectionFact.minute(last),
                                most)
                        .setIdempotent(true))
                .forEach(row -> states.add(read(kind, row)));
        return states;
    }

    private static DeviceState read(DeviceState.Kind kind, Row row) {
        return new DeviceState(
                kind,
                Columns.time(row, "at"),
                row.getLong("offset"),
                SelectedColumns.wire(row),
                SelectedColumns.attributes(row),
                SelectedColumns.texts(row, "removed"),
                row.getBoolean("cleared"));
    }
}
