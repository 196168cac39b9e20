// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import java.util.List;
import java.util.Map;

/** Everything that a run is judged by. */
public record Evidence(Map<Identity, Entry> ledger, List<DeviceLog> devices, Facts facts) {

    public Evidence {
        ledger = Map.copyOf(ledger);
        devices = List.copyOf(devices);
    }
}
