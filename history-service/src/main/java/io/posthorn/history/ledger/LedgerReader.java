// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.micrometer.core.instrument.Timer;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.retention.ReceiptLevel;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipts;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.kept.UserRows;
import io.posthorn.history.outcome.Answer;
import io.posthorn.history.outcome.DeviceOutcome;
import io.posthorn.history.outcome.Facts;
import io.posthorn.history.outcome.Others;
import io.posthorn.history.outcome.Outcome;
import io.posthorn.history.outcome.Standing;
import io.posthorn.history.security.Reach;
import io.posthorn.history.store.Prepared;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what became of one notification for one user. */
final class LedgerReader {

    /** Others of whom something is on record are counted so far. */
    private static final int OTHERS = 1_000;

    /** @param isOwn the user themself: of others nothing is said */
    record Asker(Reach reach, boolean isOwn) {

        /** Whether it may be said that others were addressed. */
        boolean seesOthers() {
            return !isOwn && reach.userPrefixes().isEmpty();
        }
    }

    private final Prepared<KeptReceipts> kept;
    private final OriginalOf originals;
    private final Progress progress;
    private final DeliveryClasses classes;
    private final Timer timer;

    LedgerReader(
            Prepared<KeptReceipts> kept,
            OriginalOf originals,
            Progress progress,
            DeliveryClasses classes,
            Timer timer) {
        this.kept = kept;
        this.originals = originals;
        this.progress = progress;
        this.classes = classes;
        this.timer = timer;
    }

    Ledger read(Named name, String user, Asker asker) {
        Timer.Sample sample = Timer.start();
        Ledger ledger = find(name, user, asker);
        sample.stop(timer);
        return ledger;
    }

    private Ledger find(Named name, String user, Asker asker) {
        KeptReceipts receipts = kept.get();
        UserRows rows = receipts.ofUser(name.source(), name.id(), user);
        UserRows said = receipts.ofUser(name.source(), name.id(), "");
        Facts facts = new Facts(said.rows());
        List<Standing> all = Standing.of(rows.rows());
        List<Standing> standings = originals.within(name, user, all, asker.reach);
        Optional<Message> original = originals
                .ofUser(name, user, standings)
                .or(() -> facts.isBroadcast() ? originals.ofBroadcast(name, facts, user) : Optional.empty());
        if (all.isEmpty() && !facts.isBroadcast()) {
            return absent(name, user, asker, facts);
        }
        String className = NotificationReader.className(original, facts, List.of(rows));
        if (!asker.reach.coversMessage(
                className, original.map(Message::getGroup).orElse(""))) {
            return Ledger.unknown(name, user);
        }
        // An id that was given again may have another class.
        List<Standing> seen = standings.stream()
                .filter(each -> each.className().isEmpty()
                        || asker.reach.coversMessage(
                                each.className(),
                                original.map(Message::getGroup).orElse("")))
                .toList();
        List<Standing> known = withProgress(user, seen, original, className);
        Answer answer = known.isEmpty() ? Answer.unheardBroadcast(facts) : Answer.of(known);
        boolean cut = rows.isCut() || said.isCut();
        return new Ledger(name, user, answer, className, facts, original, known, asker.seesOthers(), cut);
    }

    /** Of the newest message under this id. */
    private List<Standing> withProgress(
            String user, List<Standing> standings, Optional<Message> original, String className) {
        Optional<Position> position = standings.isEmpty()
                ? original.map(Message::getPosition)
                : Optional.of(standings.get(standings.size() - 1).position());
        if (position.isEmpty()) {
            return standings;
        }
        List<Standing> known = new ArrayList<>(standings);
        Standing newest =
                known.isEmpty() ? new Standing(position.get(), List.of(), List.of()) : known.remove(known.size() - 1);
        if (newest.outcome() != Outcome.EXPIRED && newest.outcome() != Outcome.SKIPPED) {
            boolean told = level(className)
                    .map(each -> each.covers(ReceiptState.RECEIPT_STATE_DELIVERED))
                    .orElse(true);
            Set<String> spoken =
                    newest.devices().stream().map(DeviceOutcome::device).collect(Collectors.toSet());
            List<DeviceOutcome> devices = progress.of(user, position.get(), told, device -> !spoken.contains(device));
            if (devices.isEmpty() && newest.receipts().isEmpty()) {
                return List.of();
            }
            newest = newest.with(devices);
        }
        known.add(newest);
        return List.copyOf(known);
    }

    private Optional<ReceiptLevel> level(String className) {
        return classes.find(className).map(DeliveryClass::receipts);
    }

    private Ledger absent(Named name, String user, Asker asker, Facts facts) {
        if (!asker.seesOthers()) {
            return Ledger.unknown(name, user);
        }
        long most = facts.accepted().isPresent() ? facts.records() : 1;
        List<UserRows> others = originals.within(name, others(name, Math.min(most, OTHERS)), asker.reach);
        Optional<Message> original = originals.ofAny(name, others);
        String className = NotificationReader.className(original, facts, others);
        Answer answer = Answer.absent(facts, level(className), Others.of(others));
        boolean covered = asker.reach.coversMessage(
                className, original.map(Message::getGroup).orElse(""));
        if (!covered || answer.outcome() == Outcome.UNKNOWN) {
            return Ledger.unknown(name, user);
        }
        return new Ledger(name, user, answer, className, facts, Optional.empty(), List.of(), true, false);
    }

    private List<UserRows> others(Named name, long most) {
        Iterator<UserRows> users = kept.get().users(name.source(), name.id(), Optional.empty(), UserOrder.ASCENDING);
        List<UserRows> others = new ArrayList<>();
        while (others.size() < most && users.hasNext()) {
            others.add(users.next());
        }
        return others;
    }
}
