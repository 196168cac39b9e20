// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.micrometer.core.instrument.Timer;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.kept.KeptReceipts;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.kept.UserRows;
import io.posthorn.history.outcome.Facts;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.Reach;
import io.posthorn.history.store.Prepared;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a notification with a page of its users. */
final class NotificationReader {

    private static final Facts NOTHING = new Facts(List.of());

    private final Prepared<KeptReceipts> kept;
    private final OriginalOf originals;
    private final BroadcastCounter counter;
    private final Timer timer;

    NotificationReader(Prepared<KeptReceipts> kept, OriginalOf originals, BroadcastCounter counter, Timer timer) {
        this.kept = kept;
        this.originals = originals;
        this.counter = counter;
        this.timer = timer;
    }

    /** @throws ProblemException nothing is on record, or nothing that the reach covers */
    NotificationView read(RecipientsQuery query, Reach reach) {
        Timer.Sample sample = Timer.start();
        NotificationView view = find(query, reach)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "Nothing is on record of such a notification within the token's reach."));
        sample.stop(timer);
        return view;
    }

    private Optional<NotificationView> find(RecipientsQuery query, Reach reach) {
        Named name = query.notification();
        Iterator<UserRows> users =
                kept.get().users(name.source(), name.id(), query.after().map(RecipientsToken::last), query.order());
        UserRows said = kept.get().ofUser(name.source(), name.id(), "");
        Facts facts = new Facts(said.rows());
        RecipientsPage page = page(query, users, reach);
        Optional<Message> original = originals
                .ofAny(name, page.users())
                .or(() -> originals.ofBroadcast(name, facts))
                .or(() -> query.isFirst() ? Optional.empty() : ofFirstUsers(name, reach));
        boolean broadcast = facts.isBroadcast()
                || original.filter(each -> each.getUser().isEmpty()).isPresent();
        boolean nothing =
                facts.isEmpty() && page.users().isEmpty() && page.next().isEmpty() && query.isFirst();
        // Whether anybody within reach got it is not known yet, or they did not.
        boolean stranger =
                !broadcast && !reach.userPrefixes().isEmpty() && page.users().isEmpty() && original.isEmpty();
        boolean ofOthers = stranger && page.next().isEmpty() && query.isFirst();
        Optional<Message> known =
                original.or(() -> isOnItsWay(page, query) ? ofFirstUsers(name, ofAnyUser(reach)) : Optional.empty());
        String className = className(known, facts, page.users());
        String group = known.map(Message::getGroup).orElse("");
        if (nothing || ofOthers || !reach.coversMessage(className, group)) {
            return Optional.empty();
        }
        return Optional.of(new NotificationView(
                name,
                stranger ? "" : className,
                stranger ? NOTHING : facts,
                original,
                reach.userPrefixes().isEmpty(),
                broadcast ? new RecipientsPage(List.of(), Optional.empty()) : covered(page, reach, group),
                broadcast ? Optional.of(counter.count(name, reach::coversUser)) : Optional.empty(),
                !stranger && said.isCut()));
    }

    /** Whoever may be seen is looked for on other pages, so it is not their message that tells the class and the group. */
    private static boolean isOnItsWay(RecipientsPage page, RecipientsQuery query) {
        return page.users().isEmpty() && (page.next().isPresent() || !query.isFirst());
    }

    /** What they were sent is looked at and not shown. */
    private static Reach ofAnyUser(Reach reach) {
        return new Reach(reach.classes(), reach.groups(), Set.of());
    }

    /** A later page may show nobody whose message is still there; whether it may be seen must come out the same. */
    private Optional<Message> ofFirstUsers(Named name, Reach reach) {
        RecipientsQuery first = new RecipientsQuery(name, UserOrder.ASCENDING, 3, Optional.empty());
        Iterator<UserRows> users = kept.get().users(name.source(), name.id(), Optional.empty(), UserOrder.ASCENDING);
        return originals.ofAny(name, page(first, users, reach).users());
    }

    private RecipientsPage page(RecipientsQuery query, Iterator<UserRows> users, Reach reach) {
        RecipientsPage page = RecipientsPage.of(query, users, reach::coversUser);
        return new RecipientsPage(originals.within(query.notification(), page.users(), reach), page.next());
    }

    /** An id that was given again may have another class. */
    private static RecipientsPage covered(RecipientsPage page, Reach reach, String group) {
        List<UserRows> users = page.users().stream()
                .map(user -> new UserRows(
                        user.user(),
                        user.rows().stream()
                                .filter(each -> reach.coversMessage(each.className(), group))
                                .toList(),
                        user.isCut()))
                .filter(user -> !user.rows().isEmpty())
                .toList();
        return new RecipientsPage(users, page.next());
    }

    static String className(Optional<Message> original, Facts facts, List<UserRows> users) {
        return original.map(each -> each.getNotification().getClassName())
                .or(() -> Stream.concat(
                                facts.receipts().stream(), users.stream().flatMap(each -> each.rows().stream()))
                        .map(KeptReceipt::className)
                        .filter(each -> !each.isEmpty())
                        .findFirst())
                .orElse("");
    }
}
