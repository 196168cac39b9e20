// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message for one user. An id that was given again a day later makes another message.
 *
 * @param receipts in order of time
 * @param devices in the order of their ids
 */
public record Standing(Position position, List<KeptReceipt> receipts, List<DeviceOutcome> devices) {

    /** Of one device alone: others may still wait. */
    private static final Set<String> OF_ONE_DEVICE = Set.of("declined", "forgotten");

    /**
     * @param rows of one user, in order of time
     * @return one for each message, oldest first
     */
    public static List<Standing> of(List<KeptReceipt> rows) {
        Map<Position, List<KeptReceipt>> messages = new TreeMap<>(Positions.ORDER);
        rows.forEach(each -> messages.computeIfAbsent(each.position(), at -> new ArrayList<>())
                .add(each));
        return messages.values().stream().map(Standing::ofMessage).toList();
    }

    private static Standing ofMessage(List<KeptReceipt> receipts) {
        Map<String, List<KeptReceipt>> byDevice = receipts.stream()
                .filter(each -> !each.device().isEmpty())
                .collect(Collectors.groupingBy(KeptReceipt::device, TreeMap::new, Collectors.toList()));
        List<DeviceOutcome> devices = new ArrayList<>();
        byDevice.forEach((device, its) -> devices.add(DeviceOutcome.of(device, its)));
        return new Standing(receipts.get(0).position(), List.copyOf(receipts), List.copyOf(devices));
    }

    /** The same with what is known of further devices. What receipts say counts above it. */
    public Standing with(List<DeviceOutcome> others) {
        Map<String, DeviceOutcome> all = new TreeMap<>();
        others.forEach(each -> all.put(each.device(), each));
        devices.forEach(each -> all.put(each.device(), each));
        return new Standing(position, receipts, List.copyOf(new LinkedHashMap<>(all).values()));
    }

    /** Of the user as a whole: the best that happened on any device. */
    public Outcome outcome() {
        if (any(each -> each.outcome() == Outcome.READ)) {
            return Outcome.READ;
        }
        if (any(each -> each.outcome() == Outcome.DELIVERED)) {
            return Outcome.DELIVERED;
        }
        if (ofUser(ReceiptState.RECEIPT_STATE_SKIPPED).isPresent() || any(Standing::isSkippedForAll)) {
            return Outcome.SKIPPED;
        }
        if (ofUser(ReceiptState.RECEIPT_STATE_EXPIRED).isPresent() || any(each -> each.outcome() == Outcome.EXPIRED)) {
            return Outcome.EXPIRED;
        }
        if (ofUser(ReceiptState.RECEIPT_STATE_ROUTED).isPresent()) {
            return Outcome.ROUTED;
        }
        if (ofUser(ReceiptState.RECEIPT_STATE_PENDING).isPresent() || any(each -> each.outcome() == Outcome.PENDING)) {
            return Outcome.PENDING;
        }
        return devices.isEmpty() ? Outcome.UNKNOWN : Outcome.SKIPPED;
    }

    private static boolean isSkippedForAll(DeviceOutcome device) {
        return device.outcome() == Outcome.SKIPPED && !OF_ONE_DEVICE.contains(device.reason());
    }

    private boolean any(Predicate<DeviceOutcome> test) {
        return devices.stream().anyMatch(test);
    }

    /** The first receipt of this state that names no device. */
    Optional<KeptReceipt> ofUser(ReceiptState state) {
        return DeviceOutcome.first(
                receipts.stream().filter(each -> each.device().isEmpty()).toList(), state);
    }

    /** When the outcome came about; null when no receipt says so. */
    public @Nullable Instant since() {
        Outcome outcome = outcome();
        Optional<Instant> onDevice = devices.stream()
                .filter(each -> each.outcome() == outcome)
                .flatMap(each -> Optional.ofNullable(outcome == Outcome.READ ? each.readAt() : each.at()).stream())
                .min(Instant::compareTo);
        Optional<Instant> ofUser = stateOf(outcome).flatMap(this::ofUser).map(KeptReceipt::at);
        return onDevice.isPresent() && (ofUser.isEmpty() || onDevice.get().isBefore(ofUser.get()))
                ? onDevice.get()
                : ofUser.orElse(null);
    }

    private static Optional<ReceiptState> stateOf(Outcome outcome) {
        return switch (outcome) {
            case EXPIRED -> Optional.of(ReceiptState.RECEIPT_STATE_EXPIRED);
            case SKIPPED -> Optional.of(ReceiptState.RECEIPT_STATE_SKIPPED);
            case ROUTED -> Optional.of(ReceiptState.RECEIPT_STATE_ROUTED);
            case PENDING -> Optional.of(ReceiptState.RECEIPT_STATE_PENDING);
            default -> Optional.empty();
        };
    }

    /** Why it was skipped; empty when it was not. */
    public String reason() {
        if (outcome() != Outcome.SKIPPED) {
            return "";
        }
        return ofUser(ReceiptState.RECEIPT_STATE_SKIPPED)
                .map(KeptReceipt::reason)
                .or(() -> devices.stream()
                        .filter(Standing::isSkippedForAll)
                        .map(DeviceOutcome::reason)
                        .findFirst())
                .or(() -> devices.stream().map(DeviceOutcome::reason).findFirst())
                .orElse("");
    }

    /** Whether anything says that it was applied. */
    boolean isMoreThanRepeats() {
        return receipts.stream().anyMatch(each -> each.state() != ReceiptState.RECEIPT_STATE_DUPLICATE);
    }

    public boolean isRepeated() {
        return ofUser(ReceiptState.RECEIPT_STATE_DUPLICATE).isPresent();
    }

    /** Class that its receipts name; empty when none does. */
    public String className() {
        return receipts.stream()
                .map(KeptReceipt::className)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }
}
