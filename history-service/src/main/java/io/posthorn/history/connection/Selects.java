// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements that read. */
record Selects(
        SelectConnectionHours hours,
        SelectConnections connections,
        SelectConnectionEnd end,
        SelectDevices devices,
        SelectDeviceStates states,
        SelectDeviceCursors cursors) {

    static Selects prepare(CqlSession session, Schema schema) {
        return new Selects(
                new SelectConnectionHours(session, schema),
                new SelectConnections(session, schema),
                new SelectConnectionEnd(session, schema),
                new SelectDevices(session, schema),
                new SelectDeviceStates(session, schema),
                new SelectDeviceCursors(session, schema, Cursors.WORDS));
    }
}
