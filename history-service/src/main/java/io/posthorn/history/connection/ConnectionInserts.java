// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements that write. */
record ConnectionInserts(
        InsertConnection connection,
        InsertConnectionHour hour,
        InsertConnectionEnd end,
        InsertDevice device,
        InsertDeviceState state,
        InsertDeviceCursor cursor) {

    static ConnectionInserts prepare(CqlSession session, Schema schema) {
        return new ConnectionInserts(
                new InsertConnection(session, schema),
                new InsertConnectionHour(session, schema),
                new InsertConnectionEnd(session, schema),
                new InsertDevice(session, schema),
                new InsertDeviceState(session, schema),
                new InsertDeviceCursor(session, schema));
    }
}
