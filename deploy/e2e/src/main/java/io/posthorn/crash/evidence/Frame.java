// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Skip;
import java.util.Map;
import java.util.TreeMap;

/** What a device received and has to acknowledge. */
public sealed interface Frame {

    String cursor();

    /** The cursor before this frame, as the frame says it. */
    String prev();

    /** Milliseconds since the epoch. */
    long at();

    record Message(String cursor, String prev, Identity identity, long content, boolean replayed, long at)
            implements Frame {

        public static Message of(MessageFrame frame, long at) {
            return new Message(
                    frame.getCursor(),
                    frame.getPrev(),
                    Identity.of(frame),
                    Content.hash(frame),
                    frame.getReplayed(),
                    at);
        }
    }

    /** @param reasons how many for each reason, over all classes */
    record Skipped(String cursor, String prev, Map<String, Long> reasons, long at) implements Frame {

        public Skipped {
            reasons = Map.copyOf(reasons);
        }

        public static Skipped of(Skip skip, long at) {
            Map<String, Long> reasons = new TreeMap<>();
            skip.getCountsMap()
                    .forEach((reason, counts) ->
                            counts.getClassesMap().values().forEach(count -> reasons.merge(reason, count, Long::sum)));
            return new Skipped(skip.getCursor(), skip.getPrev(), reasons, at);
        }

        public long total() {
            return reasons.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
