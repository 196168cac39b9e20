// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is said to have a message has acknowledged it, and who has acknowledged it is said to have it. */
final class ReceiptCheck {

    private final Evidence evidence;
    private final Streams streams;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Position> acked = new HashMap<>();
    private final Set<Told> delivered = new HashSet<>();
    private final Set<Told> skipped = new HashSet<>();
    private int ackedThoughSkipped;

    private record Told(String device, int era, long offset) {

        static Told of(String device, Position position) {
            return new Told(device, position.getEra(), position.getOffset());
        }
    }

    ReceiptCheck(Evidence evidence, Streams streams) {
        this.evidence = evidence;
        this.streams = streams;
    }

    List<Finding> findings() {
        evidence.devices().forEach(device -> acked.put(device.name(), highestAck(device)));
        evidence.facts().receipts().forEach(this::said);
        evidence.devices().forEach(this::allSaid);
        return findings;
    }

    /**
     * What a device had received and acknowledged when its time had passed: the receipt may say the one or the other. Known
     * after {@link #findings}.
     */
    int ackedThoughSkipped() {
        return ackedThoughSkipped;
    }

    /** A resume acknowledges what lies before it. */
    static Position highestAck(DeviceLog device) {
        return device.connections().stream()
                .flatMap(ReceiptCheck::acknowledged)
                .map(Cursor::decode)
                .flatMap(Optional::stream)
                .map(Cursor::position)
                .max(Positions.ORDER)
                .orElse(Positions.START);
    }

    private static Stream<String> acknowledged(Connection connection) {
        return Stream.concat(Stream.of(connection.begin().asked()), connection.acks().stream());
    }

    private void said(Receipt receipt) {
        String device = receipt.getUser() + "/" + receipt.getDevice();
        switch (receipt.getState()) {
            case RECEIPT_STATE_DELIVERED -> delivered(receipt, device);
            case RECEIPT_STATE_EXPIRED, RECEIPT_STATE_SKIPPED -> skipped.add(Told.of(device, receipt.getPosition()));
            default -> {
                // says nothing about a device
            }
        }
    }

    private void delivered(Receipt receipt, String device) {
        Position position = receipt.getPosition();
        delivered.add(Told.of(device, position));
        boolean hasAcked = Positions.compare(acked.getOrDefault(device, Positions.START), position) >= 0;
        boolean isIt = streams.at(receipt.getUser(), position)
                .filter(message -> message.identity().source().equals(receipt.getSource())
                        && message.identity().id().equals(receipt.getId()))
                .isPresent();
        if (!hasAcked || !isIt) {
            findings.add(new Finding(
                    Invariant.RECEIPT_WITHOUT_ACK,
                    device,
                    "%s/%s at %s: %s"
                            .formatted(
                                    receipt.getSource(),
                                    receipt.getId(),
                                    Positions.describe(position),
                                    isIt ? "never acknowledged" : "not what stands there")));
        }
    }

    private void allSaid(DeviceLog device) {
        Position start = DeviceCheck.firstPosition(device).orElse(acked.get(device.name()));
        Set<Position> toldOnTheWire = Skips.of(device, streams);
        Set<Identity> replayed = replayed(device);
        for (Applied message : streams.between(device.user(), start, acked.get(device.name()))) {
            Told told = Told.of(device.name(), message.position());
            if (delivered.contains(told) || toldOnTheWire.contains(message.position())) {
                continue;
            }
            if (mayBeSkipped(message) && skipped.contains(told)) {
                ackedThoughSkipped++;
            } else {
                findings.add(unsaid(device, message, replayed.contains(message.identity())));
            }
        }
    }

    private static boolean mayBeSkipped(Applied message) {
        return !message.terms().equals(Entry.Terms.NONE);
    }

    private static Finding unsaid(DeviceLog device, Applied message, boolean fromHistory) {
        return new Finding(
                Invariant.ACK_WITHOUT_RECEIPT,
                device.name(),
                "%s at %s, class %s, came %s"
                        .formatted(
                                message.identity(),
                                Positions.describe(message.position()),
                                message.className(),
                                fromHistory ? "from history" : "live"));
    }

    private static Set<Identity> replayed(DeviceLog device) {
        return device.connections().stream()
                .flatMap(connection -> connection.frames().stream())
                .flatMap(frame -> frame instanceof Frame.Message message && message.replayed()
                        ? Stream.of(message.identity())
                        : Stream.of())
                .collect(Collectors.toSet());
    }
}
