// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.crash.proxy.ProduceRule;
import io.posthorn.crash.proxy.RecordRule;
import io.posthorn.crash.proxy.Verdict;
import io.posthorn.local.stack.LocalTopics;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Loses what may be lost: at random, or the next one of a kind of a user. For any thread. */
final class Losses implements RecordRule {

    private static final String GATEWAYS = LocalTopics.TOPICS.gateway("");
    private static final String CONNECTIONS = LocalTopics.TOPICS.name(Topic.CONNECTIONS);
    private static final String REPLAY = LocalTopics.TOPICS.name(Topic.REPLAY);

    /** With how many of a hundred are lost while they are lost at random. */
    enum Kind {
        HINT(1),
        CONNECTED(15),
        REPLAY_REQUEST(25),
        PROGRESS(25);

        private final int percent;

        Kind(int percent) {
            this.percent = percent;
        }
    }

    private record Aimed(Kind kind, String user) {}

    private record Seen(Kind kind, String user) {}

    private final Random random;
    private final Map<Kind, Integer> lost = new EnumMap<>(Kind.class);
    private final Set<Aimed> next = new HashSet<>();
    private boolean atRandom;

    Losses(Random random) {
        this.random = random;
    }

    /** Facts and leases are in transactions, which cannot lose a part. */
    ProduceRule rule() {
        return produce ->
                !produce.transactional() && produce.touches(Losses::mayBeLost) ? Verdict.lose(this) : Verdict.pass();
    }

    private static boolean mayBeLost(String topic) {
        return topic.startsWith(GATEWAYS) || topic.equals(CONNECTIONS) || topic.equals(REPLAY);
    }

    synchronized void atRandom(boolean now) {
        atRandom = now;
    }

    /** The next record of this kind that is for this user or from one of their devices. */
    synchronized void loseNext(Kind kind, String user) {
        next.add(new Aimed(kind, user));
    }

    /** Whether everything that was aimed at was met. */
    synchronized int notMet() {
        return next.size();
    }

    synchronized void forgetAims() {
        next.clear();
    }

    synchronized String tally() {
        return lost.toString();
    }

    @Override
    public synchronized boolean loses(String topic, byte[] key, byte[] value) {
        Optional<Seen> seen = see(topic, value);
        boolean gone = seen.isPresent() && (isAimedAt(seen.get()) || isUnlucky(seen.get()));
        if (gone) {
            lost.merge(seen.get().kind(), 1, Integer::sum);
        }
        return gone;
    }

    private boolean isAimedAt(Seen seen) {
        return next.remove(new Aimed(seen.kind(), seen.user()));
    }

    private boolean isUnlucky(Seen seen) {
        return atRandom && random.nextInt(100) < seen.kind().percent;
    }

    private static Optional<Seen> see(String topic, byte[] value) {
        try {
            if (topic.equals(CONNECTIONS)) {
                return event(ConnectionEvent.parseFrom(value));
            }
            if (topic.equals(REPLAY)) {
                return Optional.of(new Seen(
                        Kind.REPLAY_REQUEST, ReplayRequest.parseFrom(value).getUser()));
            }
            return topic.startsWith(GATEWAYS) ? hint(Delivery.parseFrom(value)) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A record of " + topic + " cannot be read", e);
        }
    }

    private static Optional<Seen> event(ConnectionEvent event) {
        return switch (event.getEventCase()) {
            case CONNECTED -> Optional.of(new Seen(Kind.CONNECTED, event.getUser()));
            case REPLAY_PROGRESSED -> Optional.of(new Seen(Kind.PROGRESS, event.getUser()));
            default -> Optional.empty();
        };
    }

    private static Optional<Seen> hint(Delivery delivery) {
        return delivery.getRecipientsCount() == 0
                ? Optional.empty()
                : Optional.of(new Seen(Kind.HINT, delivery.getRecipients(0).getUser()));
    }
}
