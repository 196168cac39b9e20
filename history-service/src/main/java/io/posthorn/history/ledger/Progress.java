// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.outcome.DeviceOutcome;
import java.util.List;
import java.util.function.Predicate;

/** What is known of a user's devices from elsewhere than receipts. */
interface Progress {

    /**
     * What became of the message at this position on each device that is on record.
     *
     * @param told whether its class writes a receipt for each delivery
     * @param isAsked whether this device is asked about: of others receipts speak
     * @throws RuntimeException Cassandra did not answer
     */
    List<DeviceOutcome> of(String user, Position position, boolean told, Predicate<String> isAsked);
}
