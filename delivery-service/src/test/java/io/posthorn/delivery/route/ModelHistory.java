// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.v1.Skipped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What history has, and the pages that it makes of it. It checks the chain of what the router commits. */
final class ModelHistory {

    private final AcceptedMessages accepted;
    private final Map<String, TreeMap<Long, Message>> rows = new HashMap<>();
    private Position upTo = Positions.START;

    ModelHistory(AcceptedMessages accepted) {
        this.accepted = accepted;
    }

    /** @param progress the answer; its frames come before it */
    record Page(List<Delivery> frames, ConnectionEvent progress) {}

    /** Up to where everything is there. */
    Position upTo() {
        return upTo;
    }

    void write(byte[] fact) throws InvalidProtocolBufferException {
        MessageRecord record = MessageRecord.parseFrom(fact);
        if (record.hasProgress()) {
            upTo = Positions.max(upTo, record.getProgress().getUpTo());
            return;
        }
        if (record.hasOutcome()) {
            return;
        }
        Message message = record.getMessage();
        TreeMap<Long, Message> mine = rows.computeIfAbsent(message.getUser(), user -> new TreeMap<>());
        if (mine.containsKey(message.getPosition().getOffset())) {
            throw new AssertionError(
                    "committed twice: " + message.getNotification().getId());
        }
        Position last =
                mine.isEmpty() ? Positions.START : mine.lastEntry().getValue().getPosition();
        assertThat(message.getOrdinal()).as("ordinals are gapless").isEqualTo(mine.size() + 1);
        assertThat(Positions.same(message.getPrevOwn(), last))
                .as("the chain is whole")
                .isTrue();
        mine.put(message.getPosition().getOffset(), message);
        upTo = Positions.max(upTo, message.getPosition());
    }

    boolean hasAll(String user) {
        return rows.getOrDefault(user, new TreeMap<>())
                .keySet()
                .equals(accepted.of(user).keySet());
    }

    /** @throws AssertionError the router asks for what is not there: it left the pending store too early */
    Page page(ReplayRequest asked, long now) {
        List<Delivery> frames = new ArrayList<>();
        Position last = asked.getAfter();
        int messages = 0;
        int bytes = 0;
        int over = 0;
        for (Message row : rows.getOrDefault(asked.getUser(), new TreeMap<>()).values()) {
            if (!Positions.isAfter(row.getPosition(), asked.getAfter())
                    || Positions.isAfter(row.getPosition(), asked.getUpTo())) {
                continue;
            }
            assertThat(Positions.isAfter(row.getPrevOwn(), last))
                    .as("history has no hole")
                    .isFalse();
            if (accepted.of(asked.getUser()).get(row.getPosition().getOffset()).isExpired(now)) {
                over++;
                last = row.getPosition();
                continue;
            }
            int size = row.getSerializedSize();
            if (messages >= asked.getMaxMessages() || messages > 0 && bytes + size > asked.getMaxBytes()) {
                break;
            }
            over = flush(frames, asked, over, last);
            frames.add(frame(asked, frames)
                    .setPosition(row.getPosition())
                    .setMessage(row.getNotification())
                    .build());
            messages++;
            bytes += size;
            last = row.getPosition();
        }
        flush(frames, asked, over, last);
        assertThat(frames)
                .as("%s asks for what is there", asked.getConnection())
                .isNotEmpty();
        var progress = ReplayProgressed.newBuilder()
                .setAfter(asked.getAfter())
                .setUpTo(last)
                .setMessages(messages)
                .setBytes(bytes);
        return new Page(
                frames,
                ConnectionEvent.newBuilder()
                        .setUser(asked.getUser())
                        .setDevice(asked.getDevice())
                        .setConnection(asked.getConnection())
                        .setGateway(asked.getGateway())
                        .setIncarnation(asked.getIncarnation())
                        .setReplayProgressed(progress)
                        .build());
    }

    private static int flush(List<Delivery> frames, ReplayRequest asked, int over, Position upTo) {
        if (over > 0) {
            frames.add(frame(asked, frames)
                    .setPosition(upTo)
                    .setSkip(Skipped.newBuilder()
                            .addCounts(SkipCount.newBuilder()
                                    .setReason(SkipReason.SKIP_REASON_EXPIRED)
                                    .setClassName("system")
                                    .setCount(over)))
                    .build());
        }
        return 0;
    }

    private static Delivery.Builder frame(ReplayRequest asked, List<Delivery> before) {
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
}
