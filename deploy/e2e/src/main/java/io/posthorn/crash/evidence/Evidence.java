// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import java.util.List;
import java.util.Map;

/**
 * Everything that a run is judged by.
 *
 * @param partitions of the topics whose key is a user
 */
public record Evidence(Map<Identity, Entry> ledger, List<DeviceLog> devices, Facts facts, int partitions) {

    public Evidence {
        ledger = Map.copyOf(ledger);
        devices = List.copyOf(devices);
    }
}
