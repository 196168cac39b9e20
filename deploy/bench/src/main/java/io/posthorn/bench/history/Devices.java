// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Devices that return and ask for a page each, all at once. What comes is checked, message by message. */
final class Devices {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param numbers of the messages that belong on it, in their order */
    record Page(String user, Position after, Position upTo, int[] numbers) {}

    /** @param wrong pages that did not come whole, or came with anything else */
    record Pages(int pages, long rows, Duration took, int wrong) {

        double perSecond() {
            return pages * 1_000.0 / Math.max(1, took.toMillis());
        }

        double rowsPerSecond() {
            return rows * 1_000.0 / Math.max(1, took.toMillis());
        }
    }

    private final HistoryLog log;

    Devices(HistoryLog log) {
        this.log = log;
    }

    /** @param kind makes connections of their own */
    Pages read(String kind, List<Page> pages) throws InterruptedException {
        Map<String, List<String>> heard = new HashMap<>();
        long missing = pages.stream().mapToLong(page -> page.numbers().length).sum();
        long rows = missing;
        try (Consumer<byte[], byte[]> gateway = log.gateway()) {
            long begun = System.nanoTime();
            for (int i = 0; i < pages.size(); i++) {
                Page page = pages.get(i);
                log.ask(page.user(), kind + "-" + i, page.after(), page.upTo(), page.numbers().length);
            }
            long last = System.nanoTime();
            while (missing > 0 && System.nanoTime() - last < PATIENCE.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : gateway.poll(POLL)) {
                    Delivery delivery = parsed(record.value());
                    String what = delivery.hasMessage() ? delivery.getMessage().getId() : "no message";
                    heard.computeIfAbsent(connection(record), each -> new ArrayList<>())
                            .add(what);
                    missing--;
                    last = System.nanoTime();
                }
            }
            return new Pages(pages.size(), rows, Duration.ofNanos(last - begun), wrong(kind, pages, heard));
        }
    }

    private static int wrong(String kind, List<Page> pages, Map<String, List<String>> heard) {
        int wrong = 0;
        for (int i = 0; i < pages.size(); i++) {
            List<String> wanted =
                    Arrays.stream(pages.get(i).numbers()).mapToObj(Cast::id).toList();
            if (!wanted.equals(heard.getOrDefault(kind + "-" + i, List.of()))) {
                wrong++;
            }
        }
        return wrong;
    }

    private static String connection(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static Delivery parsed(byte[] value) {
        try {
            return Delivery.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("no Delivery in the gateway's topic", e);
        }
    }
}
