// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.PositionRange;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.v1.Skipped;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page as history makes it: both chains checked, what is over or replaced within the page left out and told. */
final class ModelPage {

    private final ReplayRequest asked;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> replaceable = new HashMap<>();
    private final Map<Position, ReceiptState> leftOut = new LinkedHashMap<>();
    private Position own;
    private Position broadcasts;
    private Position last;
    private int messages;
    private int bytes;
    private boolean full;

    private record Line(Message row, SkipReason left) {

        boolean isKept() {
            return left == SkipReason.SKIP_REASON_UNSPECIFIED;
        }
    }

    ModelPage(ReplayRequest asked) {
        this.asked = asked;
        this.own = asked.getAfter();
        this.broadcasts = Positions.max(asked.getAfter(), asked.getBroadcastsAfter());
        this.last = asked.getAfter();
    }

    /** @return whether it had room */
    boolean add(Message row, Accepted accepted, long now) {
        boolean broadcast = accepted.isBroadcast();
        assertThat(Positions.isAfter(row.getPrevOwn(), broadcast ? broadcasts : own))
                .as("history has no hole before %s", accepted)
                .isFalse();
        full = messages >= asked.getMaxMessages();
        if (!full && accepted.isExpired(now)) {
            leave(new Line(row, SkipReason.SKIP_REASON_EXPIRED), ReceiptState.RECEIPT_STATE_EXPIRED);
        } else if (!full) {
            full = !keep(row, broadcast || accepted.critical() ? "" : accepted.collapseKey());
        }
        if (full) {
            return false;
        }
        own = broadcast ? own : row.getPosition();
        broadcasts = broadcast ? row.getPosition() : broadcasts;
        last = row.getPosition();
        return true;
    }

    private boolean keep(Message row, String collapseKey) {
        Integer older = replaceable.get(collapseKey);
        int others = older == null ? messages : messages - 1;
        int beside = older == null ? bytes : bytes - lines.get(older).row.getSerializedSize();
        if (others > 0 && beside + row.getSerializedSize() > asked.getMaxBytes()) {
            return false;
        }
        if (older != null) {
            Message replaced = lines.get(older).row;
            lines.set(older, new Line(replaced, SkipReason.SKIP_REASON_COLLAPSED));
            leftOut.put(replaced.getPosition(), ReceiptState.RECEIPT_STATE_SKIPPED);
        }
        if (!collapseKey.isEmpty()) {
            replaceable.put(collapseKey, lines.size());
        }
        lines.add(new Line(row, SkipReason.SKIP_REASON_UNSPECIFIED));
        messages = others + 1;
        bytes = beside + row.getSerializedSize();
        return true;
    }

    private void leave(Line line, ReceiptState told) {
        lines.add(line);
        leftOut.put(line.row.getPosition(), told);
    }

    void close() {
        assertThat(lines).as("%s asks for what is there", asked.getConnection()).isNotEmpty();
        assertThat(full || !Positions.isAfter(asked.getUpTo(), last))
                .as("%s asks for what is there up to the end", asked.getConnection())
                .isTrue();
    }

    Map<Position, ReceiptState> leftOut() {
        return leftOut;
    }

    List<Delivery> frames() {
        List<Delivery> frames = new ArrayList<>();
        Skipped.Builder skipped = Skipped.newBuilder();
        Position skippedUpTo = asked.getAfter();
        for (Line line : lines) {
            if (line.isKept()) {
                flush(frames, skipped, skippedUpTo);
                frames.add(frame(frames)
                        .setPosition(line.row.getPosition())
                        .setMessage(line.row.getNotification())
                        .build());
            } else {
                skipped.addCounts(SkipCount.newBuilder()
                        .setReason(line.left)
                        .setClassName("system")
                        .setCount(1));
                skippedUpTo = line.row.getPosition();
            }
        }
        flush(frames, skipped, skippedUpTo);
        return frames;
    }

    private List<PositionRange> skipped() {
        return frames().stream()
                .filter(Delivery::hasSkip)
                .map(skip -> PositionRange.newBuilder()
                        .setAfter(skip.getRecipients(0).getPrev())
                        .setUpTo(skip.getPosition())
                        .build())
                .toList();
    }

    private void flush(List<Delivery> frames, Skipped.Builder skipped, Position upTo) {
        if (skipped.getCountsCount() > 0) {
            frames.add(frame(frames).setPosition(upTo).setSkip(skipped).build());
            skipped.clear();
        }
    }

    private Delivery.Builder frame(List<Delivery> before) {
        Position prev = before.isEmpty()
                ? asked.getAfter()
                : before.get(before.size() - 1).getPosition();
        return Delivery.newBuilder()
                .setReplayed(true)
                .addRecipients(Recipient.newBuilder()
                        .setConnection(asked.getConnection())
                        .setUser(asked.getUser())
                        .setUserHash(UserHash.of(asked.getUser()))
                        .setPrev(prev));
    }

    /** Comes after the frames. */
    ConnectionEvent.Builder progress() {
        var progress = ReplayProgressed.newBuilder()
                .setAfter(asked.getAfter())
                .setUpTo(last)
                .setMessages(messages)
                .setBytes(bytes)
                .addAllSkipped(skipped());
        return ConnectionEvent.newBuilder()
                .setUser(asked.getUser())
                .setDevice(asked.getDevice())
                .setConnection(asked.getConnection())
                .setGateway(asked.getGateway())
                .setIncarnation(asked.getIncarnation())
                .setReplayProgressed(progress);
    }
}
