// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.gateway.event.Acknowledging;
import io.posthorn.gateway.event.ConnectionLog;
import java.util.ArrayList;
import java.util.List;

/** Publishes into a list. */
final class RecordingLog implements ConnectionLog {

    final List<ConnectionEvent> events = new ArrayList<>();
    final List<Acknowledging> acknowledging = new ArrayList<>();
    final List<Runnable> failures = new ArrayList<>();
    boolean failing;

    @Override
    public void publish(ConnectionEvent event, Runnable onFailure) {
        events.add(event);
        failures.add(onFailure);
        if (failing) {
            onFailure.run();
        }
    }

    @Override
    public void acknowledgementPending(Acknowledging connection) {
        acknowledging.add(connection);
    }

    /** As the thread does every few milliseconds. */
    void flushAcknowledgements() {
        for (Acknowledging connection : acknowledging) {
            ConnectionEvent acked = connection.takeAcked();
            if (acked != null) {
                events.add(acked);
            }
        }
        acknowledging.clear();
    }

    ConnectionEvent last() {
        return events.get(events.size() - 1);
    }
}
