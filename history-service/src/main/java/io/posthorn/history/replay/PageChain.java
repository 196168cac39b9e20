// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipReason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Makes a page of the rows that were found, and checks that none is missing between them.
 *
 * <p>Each row names the one before it. Where that one has not been seen, rows are missing: time may have taken them, which
 * becomes a skip; or else they are not there yet, and the page ends before them; or they were asked for three times and will
 * never be there, which becomes a skip and an alarm, since without an end the device would ask for ever.
 */
final class PageChain {

    /** So often must a page have been found broken at the same place before the hole is skipped. */
    static final int BREAKS = 3;

    private final ReplayRequest request;
    private final Bounds bounds;
    private final Lifetimes lifetimes;
    private final List<Page.Item> items = new ArrayList<>();
    private final List<Message> over = new ArrayList<>();
    private Optional<Page.Gap> gap = Optional.empty();
    private final TreeMap<Page.SkipKind, Long> skipped = new TreeMap<>();
    private Position last;
    private OptionalLong ordinal;
    private int messages;
    private long bytes;
    private int rows;

    private PageChain(ReplayRequest request, Bounds bounds, Lifetimes lifetimes) {
        this.request = request;
        this.bounds = bounds;
        this.lifetimes = lifetimes;
        this.last = request.getAfter();
        this.ordinal = Positions.isStart(last) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /** @param found rows up to {@code request.up_to} in order, without repeats; one at {@code request.after} only tells its ordinal */
    static Page of(ReplayRequest request, Bounds bounds, Lifetimes lifetimes, Iterator<Message> found) {
        return new PageChain(request, bounds, lifetimes).read(found);
    }

    private Page read(Iterator<Message> found) {
        while (found.hasNext()) {
            if (rows >= bounds.rows() || messages >= bounds.messages()) {
                return page(Page.End.FULL);
            }
            Message row = found.next();
            rows++;
            if (Positions.isAfter(row.getPosition(), last)) {
                Position prev = row.getPrevOwn();
                if (Positions.isAfter(prev, last) && !skipGap(prev, missingBefore(row))) {
                    return page(Page.End.BROKEN);
                }
                if (!take(row)) {
                    return page(Page.End.FULL);
                }
            }
            ordinal = OptionalLong.of(row.getOrdinal());
        }
        if (Positions.isAfter(request.getUpTo(), last) && !skipGap(request.getUpTo(), 1)) {
            return page(Page.End.BROKEN);
        }
        return page(Page.End.COMPLETE);
    }

    /** At least one, also where nothing tells how many. */
    private long missingBefore(Message row) {
        return ordinal.isPresent() ? Math.max(1, row.getOrdinal() - 1 - ordinal.getAsLong()) : 1;
    }

    /** @return false: nothing explains it yet */
    private boolean skipGap(Position upTo, long missing) {
        if (lifetimes.explain(upTo)) {
            count(SkipReason.SKIP_REASON_EXPIRED, Page.SkipKind.UNKNOWN, missing);
        } else if (isGivenUp()) {
            count(SkipReason.SKIP_REASON_UNEXPLAINED, Page.SkipKind.UNKNOWN, missing);
            gap = Optional.of(new Page.Gap(last, upTo, missing));
        } else {
            return false;
        }
        last = upTo;
        return true;
    }

    /** The request counts how often it was asked in vain from where it begins, and says nothing of any later place. */
    private boolean isGivenUp() {
        return Integer.compareUnsigned(request.getBreaks(), BREAKS) >= 0 && Positions.same(last, request.getAfter());
    }

    /** @return false: it does not fit any more */
    private boolean take(Message row) {
        if (lifetimes.isOver(row)) {
            count(SkipReason.SKIP_REASON_EXPIRED, row.getNotification().getClassName(), 1);
            over.add(row);
        } else {
            Page.Replayed replayed = new Page.Replayed(row);
            if (messages > 0 && bytes + replayed.bytes() > bounds.bytes()) {
                return false;
            }
            flushSkip();
            items.add(replayed);
            messages++;
            bytes += replayed.bytes();
        }
        last = row.getPosition();
        return true;
    }

    private void count(SkipReason reason, String className, long missing) {
        skipped.merge(new Page.SkipKind(reason, className), missing, Long::sum);
    }

    private void flushSkip() {
        if (!skipped.isEmpty()) {
            items.add(new Page.Skip(last, new TreeMap<>(skipped)));
            skipped.clear();
        }
    }

    private Page page(Page.End end) {
        flushSkip();
        return new Page(List.copyOf(items), List.copyOf(over), gap, end);
    }
}
