// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.PositionRange;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.Skipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is published about a page. */
final class Deliveries {

    private Deliveries() {}

    /** For the gateway, in order: the first frame's {@code prev} is where the connection stands, each other's is the one before. */
    static List<Delivery> of(ReplayRequest request, Page page) {
        int userHash = UserHash.of(request.getUser());
        List<Delivery> deliveries = new ArrayList<>(page.items().size());
        Position prev = request.getAfter();
        for (Page.Item item : page.items()) {
            Delivery.Builder delivery = Delivery.newBuilder()
                    .addRecipients(Recipient.newBuilder()
                            .setConnection(request.getConnection())
                            .setUserHash(userHash)
                            .setUser(request.getUser())
                            .setPrev(prev))
                    .setPosition(item.position())
                    .setReplayed(true);
            if (item instanceof Page.Replayed replayed) {
                delivery.setMessage(replayed.message().getNotification());
            } else if (item instanceof Page.Skip skip) {
                delivery.setSkip(skipped(skip));
            }
            deliveries.add(delivery.build());
            prev = item.position();
        }
        return deliveries;
    }

    private static Skipped skipped(Page.Skip skip) {
        Skipped.Builder skipped = Skipped.newBuilder();
        skip.counts()
                .forEach((kind, count) -> skipped.addCounts(SkipCount.newBuilder()
                        .setReason(kind.reason())
                        .setClassName(kind.className())
                        .setCount(count)));
        return skipped.build();
    }

    /** For the router. */
    static ConnectionEvent progress(ReplayRequest request, Page page, Position upTo) {
        return ConnectionEvent.newBuilder()
                .setUser(request.getUser())
                .setDevice(request.getDevice())
                .setConnection(request.getConnection())
                .setGateway(request.getGateway())
                .setIncarnation(request.getIncarnation())
                .setReplayProgressed(ReplayProgressed.newBuilder()
                        .setAfter(request.getAfter())
                        .setUpTo(upTo)
                        .setMessages(page.messages())
                        .setBytes(page.bytes())
                        .addAllSkipped(skipped(request.getAfter(), page)))
                .build();
    }

    private static List<PositionRange> skipped(Position after, Page page) {
        List<PositionRange> ranges = new ArrayList<>();
        Position before = after;
        for (Page.Item item : page.items()) {
            if (item instanceof Page.Skip) {
                ranges.add(PositionRange.newBuilder()
                        .setAfter(before)
                        .setUpTo(item.position())
                        .build());
            }
            before = item.position();
        }
        return ranges;
    }

    /** Of what the device had not acked before: the rest has its receipts. */
    static Stream<Receipt> leftOut(ReplayRequest request, Page page, Instant now) {
        return page.leftOut().stream()
                .filter(message -> Positions.isAfter(message.position(), request.getAcked()))
                .map(message -> leftOut(request, message, now));
    }

    /** That a device was told that it will not get a message: it came too late for it, a newer one took its place, or it was erased. */
    static Receipt leftOut(ReplayRequest request, Page.LeftOut message, Instant now) {
        Receipt.Builder receipt = skipped(request, message.position(), now)
                .setSource(message.source())
                .setId(message.id())
                .setClassName(message.className());
        return switch (message.reason()) {
            case SKIP_REASON_COLLAPSED ->
                receipt.setState(ReceiptState.RECEIPT_STATE_SKIPPED)
                        .setReason("collapsed")
                        .build();
            case SKIP_REASON_ERASED ->
                receipt.setState(ReceiptState.RECEIPT_STATE_SKIPPED)
                        .setReason("erased")
                        .build();
            default -> receipt.setState(ReceiptState.RECEIPT_STATE_EXPIRED).build();
        };
    }

    /** That messages are lost of which nothing is known but where they stood: no source, no id. */
    static Receipt unexplained(ReplayRequest request, Page.Gap gap, Instant now) {
        return skipped(request, gap.upTo(), now)
                .setState(ReceiptState.RECEIPT_STATE_SKIPPED)
                .setClassName(Page.SkipKind.UNKNOWN)
                .setReason("unexplained")
                .build();
    }

    private static Receipt.Builder skipped(ReplayRequest request, Position position, Instant now) {
        return Receipt.newBuilder()
                .setUser(request.getUser())
                .setPosition(position)
                .setDevice(request.getDevice())
                .setGateway(request.getGateway())
                .setConnection(request.getConnection())
                .setAt(now.toEpochMilli());
    }
}
