// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.ReplayRequest;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What history has, and what it makes of it. It checks the chains of what the router commits. */
final class ModelHistory {

    private final AcceptedMessages accepted;
    private final Ledger ledger;
    private final Map<String, TreeMap<Long, Message>> rows = new HashMap<>();
    private final Deque<byte[]> unread = new ArrayDeque<>();
    private Position upTo = Positions.START;

    ModelHistory(AcceptedMessages accepted, Ledger ledger) {
        this.accepted = accepted;
        this.ledger = ledger;
    }

    void committed(List<byte[]> facts) {
        unread.addAll(facts);
    }

    /** Up to where everything is there. */
    Position upTo() {
        return upTo;
    }

    /** Some of what was committed, in order. */
    void write(int most) {
        for (int i = 0; i < most && !unread.isEmpty(); i++) {
            try {
                write(MessageRecord.parseFrom(unread.remove()));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void write(MessageRecord record) {
        switch (record.getRecordCase()) {
            case MESSAGE -> write(record.getMessage());
            case PROGRESS -> upTo = Positions.max(upTo, record.getProgress().getUpTo());
            case OUTCOME -> settle(record.getOutcome());
            case RECORD_NOT_SET -> throw new AssertionError("an empty record");
        }
    }

    private void write(Message message) {
        TreeMap<Long, Message> chain = rows(message.getUser());
        long offset = message.getPosition().getOffset();
        assertThat(chain).as("nothing is committed twice").doesNotContainKey(offset);
        Position last =
                chain.isEmpty() ? Positions.START : chain.lastEntry().getValue().getPosition();
        assertThat(message.getOrdinal()).as("ordinals are gapless").isEqualTo(chain.size() + 1);
        assertThat(Positions.same(message.getPrevOwn(), last))
                .as("the chain is whole")
                .isTrue();
        assertThat(message.getNotification().getId())
                .as("what is committed is what was accepted")
                .isEqualTo(accepted.of(message.getUser()).get(offset).id());
        chain.put(offset, message);
        upTo = Positions.max(upTo, message.getPosition());
    }

    private void settle(RangeOutcome outcome) {
        assertThat(Positions.isAfter(outcome.getUpTo(), upTo))
                .as("what is left to history is there")
                .isFalse();
        rows(outcome.getUser(), outcome.getAfter(), outcome.getBroadcastsAfter(), outcome.getUpTo())
                .filter(row -> !wasTold(outcome, row))
                .forEach(row -> ledger.told(
                        outcome.getUser(),
                        outcome.getDevice(),
                        row.getPosition(),
                        outcome.getState(),
                        "history, of a range"));
    }

    private static boolean wasTold(RangeOutcome outcome, Message row) {
        return outcome.getSkippedList().stream()
                .anyMatch(range -> Positions.isAfter(row.getPosition(), range.getAfter())
                        && !Positions.isAfter(row.getPosition(), range.getUpTo()));
    }

    boolean hasAll(String owner) {
        return rows(owner).keySet().equals(accepted.of(owner).keySet());
    }

    /** @throws AssertionError the router asks for what is not there: it left the pending store too early */
    ModelPage page(ReplayRequest asked, long now) {
        ModelPage page = new ModelPage(asked);
        rows(asked.getUser(), asked.getAfter(), asked.getBroadcastsAfter(), asked.getUpTo())
                .takeWhile(row -> page.add(row, accepted(row), now))
                .forEach(row -> {});
        page.close();
        page.leftOut()
                .forEach((position, state) -> ledger.leftOut(asked.getUser(), asked.getDevice(), position, state));
        return page;
    }

    private AcceptedMessages.Accepted accepted(Message row) {
        return accepted.of(row.getUser()).get(row.getPosition().getOffset());
    }

    private Stream<Message> rows(String user, Position after, Position broadcastsAfter, Position upTo) {
        return Stream.concat(
                        rows(user).values().stream().filter(row -> Positions.isAfter(row.getPosition(), after)),
                        rows(AcceptedMessages.EVERYONE).values().stream()
                                .filter(row ->
                                        Positions.isAfter(row.getPosition(), Positions.max(after, broadcastsAfter))))
                .filter(row -> !Positions.isAfter(row.getPosition(), upTo))
                .sorted(Comparator.comparing(Message::getPosition, Positions.ORDER));
    }

    private TreeMap<Long, Message> rows(String owner) {
        return rows.computeIfAbsent(owner, name -> new TreeMap<>());
    }
}
