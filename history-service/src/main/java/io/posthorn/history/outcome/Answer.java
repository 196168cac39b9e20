// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import io.posthorn.contracts.retention.ReceiptLevel;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Did it arrive, and if not, why.
 *
 * @param sentence one, for a person
 */
public record Answer(Outcome outcome, String sentence) {

    private static final Answer UNKNOWN =
            new Answer(Outcome.UNKNOWN, "Nothing is on record of such a notification for this user.");

    public static Answer unknown() {
        return UNKNOWN;
    }

    /** Something is on record for the user. */
    public static Answer of(Standing standing) {
        Outcome outcome = standing.outcome();
        return new Answer(outcome, outcome.arrived() ? arrived(standing) : notArrived(standing, outcome));
    }

    private static String arrived(Standing standing) {
        String on = standing.devices().stream()
                .filter(each -> each.outcome().arrived())
                .map(Answer::delivery)
                .collect(Collectors.joining("; "));
        String off = standing.devices().stream()
                .filter(each -> !each.outcome().arrived())
                .map(each -> "; not to " + each.device() + ": " + why(each))
                .collect(Collectors.joining());
        return "It was delivered to " + on + off + ".";
    }

    private static String delivery(DeviceOutcome device) {
        return device.device()
                + at(" at ", device.at())
                + (device.gateway().isEmpty() ? "" : " through gateway " + device.gateway())
                + at(" and read there at ", device.readAt());
    }

    private static String why(DeviceOutcome device) {
        return switch (device.outcome()) {
            case EXPIRED -> "it expired" + at(" at ", device.at());
            case SKIPPED -> Reasons.ofSkipped(device.reason());
            default -> "it still waits there";
        };
    }

    private static String at(String words, @Nullable Instant time) {
        return time == null ? "" : words + time;
    }

    private static String notArrived(Standing standing, Outcome outcome) {
        String at = at(" at ", standing.since());
        return switch (outcome) {
            case EXPIRED ->
                "It did not arrive: its time to wait ended"
                        + (standing.devices().isEmpty() ? ", without any device that could have taken it" : "")
                        + at + onDevices(standing, Outcome.EXPIRED) + ".";
            case SKIPPED ->
                "It did not arrive: " + Reasons.ofSkipped(standing.reason()) + at + onDevices(standing, Outcome.SKIPPED)
                        + ".";
            case ROUTED ->
                "It has not arrived yet: it was sent to a connected device" + at + ", and no device has acked it.";
            case PENDING -> "It has not arrived yet: no device has taken it" + at(" since ", standing.since()) + ".";
            default ->
                standing.isRepeated()
                        ? "It came again as a repeat and was delivered only once; what became of the first is not on record."
                        : "Nothing is on record of what became of it.";
        };
    }

    private static String onDevices(Standing standing, Outcome outcome) {
        String names = standing.devices().stream()
                .filter(each -> each.outcome() == outcome)
                .map(DeviceOutcome::device)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " (" + names + ")";
    }

    /**
     * Nothing is on record for the user.
     *
     * @param level of the class; empty: the class is not known
     * @param others of whom something is on record
     */
    public static Answer absent(Facts facts, Optional<ReceiptLevel> level, Others others) {
        if (facts.accepted().isPresent()) {
            KeptReceipt accepted = facts.accepted().get();
            return others.areAllOf(facts)
                    ? notAddressed(accepted, others)
                    : new Answer(
                            Outcome.NEVER_ROUTED,
                            "It was accepted at %s for %d users%s, and something is on record for %d of them but not for this"
                                            .formatted(
                                                    accepted.at(), accepted.recipients(), again(facts), others.users())
                                    + " one: it was not addressed to them, or it was never routed.");
        }
        if (others.users() == 0) {
            return facts.rejected().map(Answer::rejected).orElse(UNKNOWN);
        }
        boolean routedIsTold = level.map(each -> each.covers(ReceiptState.RECEIPT_STATE_ROUTED))
                .orElse(false);
        return routedIsTold
                ? new Answer(Outcome.NOT_ADDRESSED, "It was not addressed to this user: it was to others.")
                : new Answer(
                        Outcome.NEVER_ROUTED,
                        "It is on record for others, and nothing for this user: it was not addressed to them, or it has"
                                + " not come to an end, which alone its class tells.");
    }

    private static String again(Facts facts) {
        List<KeptReceipt> again = facts.acceptedAgain();
        return again.isEmpty()
                ? ""
                : " and again %d times, until %s"
                        .formatted(again.size(), again.get(again.size() - 1).at());
    }

    private static Answer notAddressed(KeptReceipt accepted, Others others) {
        return new Answer(
                Outcome.NOT_ADDRESSED,
                "It was not addressed to this user: it was accepted at %s for %d others."
                        .formatted(accepted.at(), others.users()));
    }

    private static Answer rejected(KeptReceipt rejected) {
        return new Answer(
                Outcome.REJECTED,
                "It was rejected at %s and delivered to nobody: %s."
                        .formatted(rejected.at(), Reasons.ofRejected(rejected.reason())));
    }

    /** A broadcast of which no device of the user has said anything. */
    public static Answer unheardBroadcast(Facts facts) {
        Optional<Instant> known = Stream.concat(facts.accepted().stream(), facts.routed().stream())
                .map(KeptReceipt::at)
                .min(Instant::compareTo);
        return new Answer(
                Outcome.PENDING,
                "It is to everyone%s, and no device of this user has taken it: it waits for them, or they came after it."
                        .formatted(known.map(at -> " since " + at).orElse("")));
    }

    /** Of several messages under one id the newest. */
    public static Answer of(List<Standing> standings) {
        return standings.isEmpty() ? UNKNOWN : of(standings.get(standings.size() - 1));
    }
}
