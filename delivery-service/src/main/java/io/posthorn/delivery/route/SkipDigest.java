// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.v1.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Consecutive messages that no longer wait, to be told as one. */
final class SkipDigest {

    private final List<Message> messages = new ArrayList<>();

    void add(Message message) {
        messages.add(message);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    void clear() {
        messages.clear();
    }

    List<Message> messages() {
        return messages;
    }

    Position upTo(Position otherwise) {
        return messages.isEmpty()
                ? otherwise
                : messages.get(messages.size() - 1).getPosition();
    }

    Skipped toSkipped() {
        var byClass = messages.stream()
                .collect(Collectors.groupingBy(
                        message -> message.getNotification().getClassName(), TreeMap::new, Collectors.counting()));
        var skipped = Skipped.newBuilder();
        byClass.forEach((name, count) -> skipped.addCounts(SkipCount.newBuilder()
                .setReason(SkipReason.SKIP_REASON_EXPIRED)
                .setClassName(name)
                .setCount(count)));
        return skipped.build();
    }
}
