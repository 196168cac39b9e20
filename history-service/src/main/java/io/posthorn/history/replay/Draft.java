// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.SkipReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A page that is being filled: a newer message may yet take the place of an older one. Messages that are left out are not held. */
final class Draft {

    private sealed interface Line {
        Position position();
    }

    private record Kept(Page.Replayed frame) implements Line {
        @Override
        public Position position() {
            return frame.position();
        }
    }

    private record Left(Position position, Page.SkipKind kind, long count) implements Line {}

    private final Bounds bounds;
    private final List<Line> lines = new ArrayList<>();
    private final List<Page.LeftOut> leftOut = new ArrayList<>();
    /** Collapse key → line of the message that is kept. */
    private final Map<String, Integer> replaceable = new HashMap<>();

    private int messages;
    private long bytes;

    Draft(Bounds bounds) {
        this.bounds = bounds;
    }

    boolean isFull() {
        return messages >= bounds.messages();
    }

    /**
     * @param collapseKey empty: takes nobody's place, and none takes its
     * @return false: there is no room for it
     */
    boolean keep(Message message, String collapseKey) {
        Page.Replayed frame = new Page.Replayed(message);
        Kept older = older(collapseKey);
        int others = older == null ? messages : messages - 1;
        long beside = older == null ? bytes : bytes - older.frame.bytes();
        if (others > 0 && beside + frame.bytes() > bounds.bytes()) {
            return false;
        }
        if (older != null) {
            lines.set(replaceable.get(collapseKey), left(older.frame.message(), SkipReason.SKIP_REASON_COLLAPSED));
        }
        if (!collapseKey.isEmpty()) {
            replaceable.put(collapseKey, lines.size());
        }
        lines.add(new Kept(frame));
        messages = others + 1;
        bytes = beside + frame.bytes();
        return true;
    }

    private @Nullable Kept older(String collapseKey) {
        Integer line = replaceable.get(collapseKey);
        return line == null ? null : (Kept) lines.get(line);
    }

    /** A row that the device does not get. */
    void leaveOut(Message message, SkipReason reason) {
        lines.add(left(message, reason));
    }

    private Left left(Message message, SkipReason reason) {
        leftOut.add(Page.LeftOut.of(message, reason));
        return new Left(
                message.getPosition(),
                new Page.SkipKind(reason, message.getNotification().getClassName()),
                1);
    }

    /** Rows that are not there, up to a position. */
    void pass(Position upTo, SkipReason reason, long missing) {
        lines.add(new Left(upTo, new Page.SkipKind(reason, Page.SkipKind.UNKNOWN), missing));
    }

    List<Page.LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    /** What is left out together is one skip. */
    List<Page.Item> items() {
        List<Page.Item> items = new ArrayList<>();
        TreeMap<Page.SkipKind, Long> counts = new TreeMap<>();
        Position last = null;
        for (Line line : lines) {
            if (line instanceof Left left) {
                counts.merge(left.kind, left.count, Long::sum);
                last = left.position;
            } else if (line instanceof Kept kept) {
                flush(last, counts, items);
                items.add(kept.frame);
            }
        }
        flush(last, counts, items);
        return List.copyOf(items);
    }

    private static void flush(@Nullable Position last, TreeMap<Page.SkipKind, Long> counts, List<Page.Item> items) {
        if (last != null && !counts.isEmpty()) {
            items.add(new Page.Skip(last, new TreeMap<>(counts)));
            counts.clear();
        }
    }
}
