// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.tier.Lifetimes;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a page of the rows that were found, the user's own and everyone's, and checks that none is missing between them.
 *
 * <p>Where rows are missing, time may have taken them, which becomes a skip; or else they are not there yet, and the page ends
 * before them; or they were asked for three times and will never be there, which becomes a skip and an alarm, since without an
 * end the device would ask for ever.
 */
final class PageChain {

    /** So often must a page have been found broken at the same place before the hole is skipped. */
    static final int BREAKS = 3;

    private record Next(Chain chain, Chain.Link link) {}

    private final ReplayRequest request;
    private final Bounds bounds;
    private final Lifetimes lifetimes;
    private final Chain own;
    private final Chain broadcasts;
    private final Draft draft;
    private Optional<Page.Gap> gap = Optional.empty();
    private Position last;
    private int rows;

    private PageChain(ReplayRequest request, Bounds bounds, Lifetimes lifetimes, Rows found) {
        this.request = request;
        this.bounds = bounds;
        this.lifetimes = lifetimes;
        this.own = new Chain(request.getAfter(), found.own);
        this.broadcasts = new Chain(knownBroadcasts(request), found.broadcasts);
        this.draft = new Draft(bounds);
        this.last = request.getAfter();
    }

    /**
     * What was found, each in order and without repeats. A row where the chain begins only tells its ordinal; rows after
     * {@code request.up_to} only tell whether those before them are whole.
     *
     * @param own from {@code request.after} on
     * @param broadcasts from {@link #knownBroadcasts} on
     */
    record Rows(Iterator<Message> own, Iterator<Message> broadcasts) {}

    /** Exclusive: broadcasts up to here the device has, or they are not this user's. */
    static Position knownBroadcasts(ReplayRequest request) {
        return Positions.max(request.getAfter(), request.getBroadcastsAfter());
    }

    static Page of(ReplayRequest request, Bounds bounds, Lifetimes lifetimes, Rows found) {
        return new PageChain(request, bounds, lifetimes, found).read();
    }

    private Page read() {
        for (Optional<Next> next = next(); next.isPresent(); next = next()) {
            if (rows >= bounds.rows() || draft.isFull()) {
                return page(Page.End.FULL);
            }
            Chain.Link link = next.get().link;
            if (link instanceof Chain.Hole hole && !skip(hole.position(), hole.missing())) {
                return page(Page.End.BROKEN);
            }
            if (link instanceof Chain.Found found && !take(found.row())) {
                return page(Page.End.FULL);
            }
            next.get().chain.take(link);
            last = link.position();
        }
        if (Positions.isAfter(request.getUpTo(), last) && !skip(request.getUpTo(), 1)) {
            return page(Page.End.BROKEN);
        }
        return page(Page.End.COMPLETE);
    }

    /** Of both chains the link that comes first. A hole is met where it ends, though a row after it told of it. */
    private Optional<Next> next() {
        return Stream.of(own, broadcasts)
                .flatMap(chain -> chain.peek().map(link -> new Next(chain, link)).stream())
                .min(Comparator.comparing(next -> next.link.position(), Positions.ORDER))
                .filter(next -> !Positions.isAfter(next.link.position(), request.getUpTo()));
    }

    /** @return false: nothing explains it yet */
    private boolean skip(Position upTo, long missing) {
        if (lifetimes.explain(upTo)) {
            draft.pass(upTo, SkipReason.SKIP_REASON_EXPIRED, missing);
        } else if (isGivenUp()) {
            draft.pass(upTo, SkipReason.SKIP_REASON_UNEXPLAINED, missing);
            gap = Optional.of(new Page.Gap(last, upTo, missing));
        } else {
            return false;
        }
        return true;
    }

    /** The request counts how often it was asked in vain from where it begins, and says nothing of any later place. */
    private boolean isGivenUp() {
        return Integer.compareUnsigned(request.getBreaks(), BREAKS) >= 0 && Positions.same(last, request.getAfter());
    }

    /** @return false: it does not fit any more */
    private boolean take(Message row) {
        rows++;
        if (row.getErasedAt() != 0) {
            draft.leaveOut(row, SkipReason.SKIP_REASON_ERASED);
            return true;
        }
        if (lifetimes.isOver(row)) {
            draft.leaveOut(row, SkipReason.SKIP_REASON_EXPIRED);
            return true;
        }
        return draft.keep(row, collapseKey(row));
    }

    /** Of the user's own, but for critical ones. */
    private String collapseKey(Message row) {
        Notification notification = row.getNotification();
        boolean critical = lifetimes
                .classes()
                .find(notification.getClassName())
                .map(DeliveryClass::critical)
                .orElse(true);
        return row.getUser().isEmpty() || critical ? "" : notification.getCollapseKey();
    }

    private Page page(Page.End end) {
        return new Page(draft.items(), draft.leftOut(), gap, end);
    }
}
