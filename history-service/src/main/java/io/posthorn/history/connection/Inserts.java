// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements that write. */
record Inserts(
        InsertConnection connection,
        InsertConnectionHour hour,
        InsertConnectionEnd end,
        InsertDevice device,
        InsertDeviceState state,
        InsertDeviceCursor cursor) {

    static Inserts prepare(CqlSession session, Schema schema) {
        return new Inserts(
                new InsertConnection(session, schema),
                new InsertConnectionHour(session, schema),
                new InsertConnectionEnd(session, schema),
                new InsertDevice(session, schema),
                new InsertDeviceState(session, schema),
                new InsertDeviceCursor(session, schema));
    }
}
