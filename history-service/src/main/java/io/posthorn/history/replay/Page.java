// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.SkipReason;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Frames for one connection, in order.
 *
 * @param leftOut messages that are there but not in the page
 * @param gap what was skipped though nothing explains it
 */
record Page(List<Item> items, List<LeftOut> leftOut, Optional<Gap> gap, End end) {

    /** Why the page goes no further. */
    enum End {
        /** It reaches where the pending store takes over. */
        COMPLETE,
        /** It holds as much as it may. */
        FULL,
        /** Rows are missing after it that should be there; they may come yet. */
        BROKEN
    }

    /** One frame. */
    sealed interface Item {
        Position position();
    }

    record Replayed(Message message) implements Item {
        @Override
        public Position position() {
            return message.getPosition();
        }

        /** As the router counts them against the window. */
        int bytes() {
            return message.getSerializedSize();
        }
    }

    /** All up to the position that is not in the page. */
    record Skip(Position position, SortedMap<SkipKind, Long> counts) implements Item {}

    /** @param className {@code unknown} where nothing is left to tell it */
    record SkipKind(SkipReason reason, String className) implements Comparable<SkipKind> {

        static final String UNKNOWN = "unknown";

        @Override
        public int compareTo(SkipKind other) {
            int byReason = reason.compareTo(other.reason);
            return byReason != 0 ? byReason : className.compareTo(other.className);
        }
    }

    /** What is put on record of a message that its device does not get. */
    record LeftOut(Position position, String source, String id, String className, SkipReason reason) {

        static LeftOut of(Message message, SkipReason reason) {
            Notification notification = message.getNotification();
            return new LeftOut(
                    message.getPosition(),
                    notification.getSource(),
                    notification.getId(),
                    notification.getClassName(),
                    reason);
        }
    }

    /** Messages after one position and up to another of which no row was found. */
    record Gap(Position after, Position upTo, long messages) {}

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Of the last frame. */
    Optional<Position> last() {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(items.get(items.size() - 1).position());
    }

    int messages() {
        return (int) items.stream().filter(Replayed.class::isInstance).count();
    }

    int bytes() {
        return items.stream()
                .mapToInt(each -> each instanceof Replayed replayed ? replayed.bytes() : 0)
                .sum();
    }
}
