// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.event;

import io.posthorn.contracts.v1.ConnectionEvent;

/** Where connections tell what happens to them. Nothing here waits. */
public interface ConnectionLog {

    /** @param onFailure called once, on any thread, if the event has not got into the log as far as is known */
    void publish(ConnectionEvent event, Runnable onFailure);

    /** To be called when a connection begins to have an acknowledgement pending, and not again before it was taken. */
    void acknowledgementPending(Acknowledging connection);
}
