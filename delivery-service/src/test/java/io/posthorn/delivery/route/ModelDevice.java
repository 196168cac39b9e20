// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device, and what its gateway keeps of its connection: it obeys the gateway's rule and checks what it is sent. */
final class ModelDevice {

    final String user;
    final String name;
    private final AcceptedMessages accepted;

    /** Up to here it has stored everything. */
    Position stored = Positions.START;
    /** The highest place that it ever acked or was let begin at. */
    Position known = Positions.START;

    /** What it was sent as a message, by offset. */
    final Set<Long> received = new HashSet<>();
    /** What it was told as skipped since the last commit, by offset: a crash forgets that it was. */
    final Set<Long> skippedUncommitted = new HashSet<>();

    final Set<Long> skipsForgotten = new HashSet<>();
    /** Before here it may not know where it was let begin. */
    Position vagueBefore = Positions.START;

    boolean wantsConnection;
    /** Whether it can tell where its server's cursor is. */
    boolean met;
    /** Whether it was let begin at the end of a stream that is not committed: a crash may move that end. */
    boolean beganUncommitted;

    boolean knownAtCommit;

    @Nullable
    Connection connection;

    ModelDevice(String user, String name, AcceptedMessages accepted) {
        this.user = user;
        this.name = name;
        this.accepted = accepted;
    }

    void committed(boolean isKnown) {
        beganUncommitted = false;
        knownAtCommit = isKnown;
        skippedUncommitted.clear();
    }

    /**
     * Where it was let begin since the commit, or that it was forgotten, may have come out differently.
     *
     * @param end of the log
     */
    void crashed(boolean isKnown, Position end) {
        met &= !beganUncommitted && knownAtCommit && isKnown;
        vagueBefore = beganUncommitted ? end : vagueBefore;
        skipsForgotten.addAll(skippedUncommitted);
    }

    /** It was told so, and a crash has forgotten it. */
    void forgottenSkip(Position after, Position upTo) {
        accepted.range(user, after, upTo)
                .forEach(each -> skipsForgotten.add(each.position().getOffset()));
    }

    /** Whether it may be on record as delivered. */
    boolean had(Accepted message) {
        long offset = message.position().getOffset();
        return received.contains(offset)
                || skipsForgotten.contains(offset)
                || Positions.isAfter(vagueBefore, message.position());
    }

    /** What a frame does to a connection. */
    enum Outcome {
        TAKEN,
        DROPPED,
        HOLE,
        CLOSED
    }

    final class Connection {

        final String id;
        final String gateway;
        final long incarnation;
        final ResumeFrom resume;
        final Position helloCursor;
        final long since;

        @Nullable
        Position last;

        Position acked = Positions.START;
        Position read = Positions.START;
        boolean caughtUp;

        Connection(String id, String gateway, long incarnation, ResumeFrom resume, Position helloCursor, long since) {
            this.id = id;
            this.gateway = gateway;
            this.incarnation = incarnation;
            this.resume = resume;
            this.helloCursor = helloCursor;
            this.since = since;
        }

        ModelDevice device() {
            return ModelDevice.this;
        }

        Outcome take(Delivery frame, Recipient to, long now) {
            assertThat(to.getUser()).as("no frame for another user").isEqualTo(user);
            assertThat(to.getUserHash()).isEqualTo(UserHash.of(user));
            return switch (frame.getContentCase()) {
                case RESUMED -> resumed(frame.getResumed().getCursor());
                case MESSAGE, SKIP -> placed(frame, to.getPrev(), now);
                case CAUGHT_UP -> caughtUp(frame.getCaughtUp().getPosition());
                case READ -> read(frame.getRead());
                case CLOSE -> closed(frame.getClose().getCode());
                default -> Outcome.DROPPED;
            };
        }

        private Outcome read(Position upTo) {
            boolean newer = Positions.isAfter(upTo, read);
            read = Positions.max(read, upTo);
            return newer ? Outcome.TAKEN : Outcome.DROPPED;
        }

        private Outcome closed(int code) {
            if (connection == this && code == CloseCode.FORBIDDEN.code()) {
                wantsConnection = false;
            }
            return Outcome.CLOSED;
        }

        private Outcome resumed(Position cursor) {
            if (last != null) {
                return Positions.isAfter(cursor, last) ? Outcome.HOLE : Outcome.DROPPED;
            }
            switch (resume) {
                case RESUME_FROM_CURSOR ->
                    assertThat(accepted.range(user, helloCursor, cursor))
                            .as("%s begins after its own cursor", this)
                            .isEmpty();
                case RESUME_FROM_EARLIEST ->
                    assertThat(Positions.isStart(cursor))
                            .as("%s begins at the start", this)
                            .isTrue();
                case RESUME_FROM_LATEST -> known = Positions.max(known, cursor);
                default -> {
                    if (met) {
                        assertThat(accepted.range(user, known, cursor))
                                .as("%s begins at its server's cursor", this)
                                .isEmpty();
                    }
                    known = Positions.max(known, cursor);
                }
            }
            met |= connection == this && resume != ResumeFrom.RESUME_FROM_EARLIEST;
            last = cursor;
            if (resume != ResumeFrom.RESUME_FROM_CURSOR) {
                stored = cursor;
            }
            return Outcome.TAKEN;
        }

        private Outcome placed(Delivery frame, Position prev, long now) {
            if (last == null || !Positions.isAfter(frame.getPosition(), last)) {
                return Outcome.DROPPED;
            }
            if (Positions.isAfter(prev, last)) {
                return Outcome.HOLE;
            }
            if (frame.hasSkip()) {
                skipped(frame, prev, now);
            } else {
                assertThat(accepted.between(user, last, frame.getPosition()))
                        .as(
                                "%s at %s is sent %s with prev %s: nothing is left out",
                                this,
                                Positions.describe(last),
                                frame.getMessage().getId(),
                                Positions.describe(prev))
                        .isEmpty();
                received.add(frame.getPosition().getOffset());
            }
            last = frame.getPosition();
            stored = frame.getPosition();
            return Outcome.TAKEN;
        }

        private void skipped(Delivery frame, Position prev, long now) {
            List<Accepted> covered = accepted.range(user, prev, frame.getPosition());
            assertThat(covered)
                    .as("%s: only what is expired or replaced is skipped", this)
                    .allMatch(each -> each.isExpired(now) || accepted.isReplaced(each));
            List<Accepted> atMost = accepted.ever(user, prev, frame.getPosition());
            long told = frame.getSkip().getCountsList().stream()
                    .mapToLong(count -> count.getCount())
                    .sum();
            covered.forEach(each -> skippedUncommitted.add(each.position().getOffset()));
            assertThat(told).as("%s: all that is skipped is counted", this).isBetween((long) covered.size(), (long)
                    atMost.size());
        }

        private Outcome caughtUp(Position upTo) {
            if (last == null) {
                return Outcome.DROPPED;
            }
            if (Positions.isAfter(upTo, last)) {
                return Outcome.HOLE;
            }
            if (caughtUp) {
                return Outcome.DROPPED;
            }
            caughtUp = true;
            return Outcome.TAKEN;
        }

        @Override
        public String toString() {
            return user + "/" + name + "/" + id + (connection == this ? "" : " (replaced)");
        }
    }
}
