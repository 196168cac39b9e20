// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.v1.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Consecutive messages that a device will not get, to be told as one. */
final class SkipDigest {

    /** More are told in a further one. */
    static final int MOST = 1_000;

    private final List<Item> items = new ArrayList<>();

    record Item(Message message, SkipReason reason) {}

    void add(Message message, SkipReason reason) {
        items.add(new Item(message, reason));
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean isFull() {
        return items.size() >= MOST;
    }

    void clear() {
        items.clear();
    }

    List<Item> items() {
        return items;
    }

    Position upTo(Position otherwise) {
        return items.isEmpty() ? otherwise : items.get(items.size() - 1).message.getPosition();
    }

    Skipped toSkipped() {
        Map<SkipReason, Map<String, Long>> counts = new TreeMap<>();
        items.forEach(item -> counts.computeIfAbsent(item.reason, reason -> new TreeMap<>())
                .merge(item.message.getNotification().getClassName(), 1L, Long::sum));
        var skipped = Skipped.newBuilder();
        counts.forEach((reason, classes) -> classes.forEach((name, count) -> skipped.addCounts(
                SkipCount.newBuilder().setReason(reason).setClassName(name).setCount(count))));
        return skipped.build();
    }
}
