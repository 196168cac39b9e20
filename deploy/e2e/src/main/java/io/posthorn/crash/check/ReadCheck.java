// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was read on one device is known to all of them, and on record. What may expire or be replaced may be read without a receipt. */
record ReadCheck(Evidence evidence, Streams streams) {

    List<Finding> findings() {
        Map<String, Position> onRecord = evidence.facts().receipts().stream()
                .filter(receipt -> receipt.getState() == ReceiptState.RECEIPT_STATE_READ)
                .collect(Collectors.toMap(
                        receipt -> receipt.getUser(), receipt -> receipt.getPosition(), Positions::max, TreeMap::new));
        List<Finding> findings = new ArrayList<>();
        evidence.devices().stream()
                .collect(Collectors.groupingBy(DeviceLog::user, TreeMap::new, Collectors.toList()))
                .forEach((user, devices) ->
                        check(user, devices, onRecord.getOrDefault(user, Positions.START), findings));
        return findings;
    }

    private void check(String user, List<DeviceLog> devices, Position onRecord, List<Finding> findings) {
        Position sent = highest(devices, Connection.Reads::sent);
        Position told = highest(devices, Connection.Reads::told);
        if (Positions.isAfter(told, sent)) {
            findings.add(found(user, "was told that it has read up to %s, and said %s", told, sent));
        }
        if (Positions.isAfter(onRecord, sent)) {
            findings.add(found(user, "has a receipt of reading up to %s, and said %s", onRecord, sent));
        }
        if (streams.between(user, onRecord, told).stream().anyMatch(Applied::stays)) {
            findings.add(found(user, "was told that it has read up to %s, and has receipts up to %s", told, onRecord));
        }
        for (DeviceLog device : devices) {
            Position known = Positions.max(
                    highest(List.of(device), Connection.Reads::sent), highest(List.of(device), Connection.Reads::told));
            if (Positions.isAfter(onRecord, known)) {
                findings.add(found(
                        device.name(),
                        "was not told of what the user has read up to %s, but up to %s",
                        onRecord,
                        known));
            }
        }
    }

    private static Position highest(List<DeviceLog> devices, Function<Connection.Reads, List<String>> which) {
        return devices.stream()
                .flatMap(device -> device.connections().stream())
                .flatMap(connection -> which.apply(connection.reads()).stream())
                .map(Cursor::decode)
                .flatMap(Optional::stream)
                .map(Cursor::position)
                .max(Positions.ORDER)
                .orElse(Positions.START);
    }

    private static Finding found(String whom, String what, Position first, Position second) {
        return new Finding(Invariant.READ, whom, what.formatted(Positions.describe(first), Positions.describe(second)));
    }
}
