// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was put on record of each message and device, by the router and by history. */
final class Ledger {

    private static final Set<ReceiptState> LAST = Set.of(
            ReceiptState.RECEIPT_STATE_DELIVERED,
            ReceiptState.RECEIPT_STATE_EXPIRED,
            ReceiptState.RECEIPT_STATE_SKIPPED);

    private final Map<Line, Map<ReceiptState, String>> lines = new HashMap<>();
    private final Map<Long, Set<String>> known = new HashMap<>();

    private record Line(String user, String device, long offset) {}

    /** Devices that were known when the message was applied; the last word counts. */
    void applied(Position position, Set<String> devices) {
        known.put(position.getOffset(), Set.copyOf(devices));
    }

    void committed(byte[] fact) {
        try {
            Receipt receipt = Receipt.parseFrom(fact);
            told(receipt.getUser(), receipt.getDevice(), receipt.getPosition(), receipt.getState(), "the router");
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    void leftOut(String user, String device, Position position, ReceiptState state) {
        told(user, device, position, state, "history, of a page");
    }

    void told(String user, String device, Position position, ReceiptState state, String by) {
        lines.computeIfAbsent(new Line(user, device, position.getOffset()), line -> new EnumMap<>(ReceiptState.class))
                .merge(state, by, (one, other) -> one.contains(other) ? one : one + " and " + other);
    }

    /** Of a user's own message. */
    void checkOutcome(Accepted message, List<ModelDevice> devices) {
        Set<String> names = known.get(message.position().getOffset());
        assertThat(names).as("%s was applied", message).isNotNull();
        devices.stream()
                .filter(device -> names.contains(device.name))
                .forEach(device -> assertThat(of(device, message).keySet())
                        .as("what became of %s on %s/%s", message, device.user, device.name)
                        .anyMatch(LAST::contains));
    }

    void checkDelivered(Accepted message, ModelDevice device) {
        String by = of(device, message).get(ReceiptState.RECEIPT_STATE_DELIVERED);
        assertThat(by == null || device.had(message))
                .as("%s is not called delivered on %s/%s: %s", message, device.user, device.name, of(device, message))
                .isTrue();
    }

    private Map<ReceiptState, String> of(ModelDevice device, Accepted message) {
        return lines.getOrDefault(
                new Line(device.user, device.name, message.position().getOffset()), Map.of());
    }
}
