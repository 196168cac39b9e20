// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one connection may see: positions that rise without a hole, each {@code prev} the last cursor, nothing twice. */
final class ConnectionCheck {

    private static final String FULL = "full";

    private final String user;
    private final String whom;
    private final Streams streams;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Identity> seen = new HashSet<>();
    private String last = "";
    private Position reached = Positions.START;

    ConnectionCheck(String user, String whom, Streams streams) {
        this.user = user;
        this.whom = whom;
        this.streams = streams;
    }

    List<Finding> of(Connection connection) {
        connection.troubles().forEach(this::trouble);
        connection.resumed().ifPresent(this::resumed);
        connection.frames().forEach(this::frame);
        return findings;
    }

    private void trouble(Connection.Trouble trouble) {
        boolean hole = trouble.kind() == Connection.TroubleKind.HOLE;
        found(
                hole ? Invariant.HOLE : Invariant.PROTOCOL,
                trouble.kind() + " " + trouble.what() + " at " + trouble.at());
    }

    private void resumed(Connection.Resumption resumed) {
        if (!resumed.recovered().equals(FULL)) {
            found(Invariant.PROTOCOL, "recovered is " + resumed.recovered() + " at " + resumed.at());
        }
        last = resumed.cursor();
        reached = last.isEmpty() ? Positions.START : position(last).orElse(Positions.START);
    }

    private void frame(Frame frame) {
        if (!frame.prev().equals(last)) {
            found(Invariant.HOLE, "prev is " + describe(frame.prev()) + ", the last cursor was " + describe(last));
        }
        position(frame.cursor()).ifPresent(position -> {
            follow(frame, position);
            reached = Positions.max(reached, position);
        });
        if (frame instanceof Frame.Message message && !seen.add(message.identity())) {
            found(Invariant.REPEATED, message.identity() + " came again at " + describe(frame.cursor()));
        }
        last = frame.cursor();
    }

    private void follow(Frame frame, Position position) {
        int order = Positions.compare(position, reached);
        if (order <= 0) {
            found(
                    order == 0 ? Invariant.REPEATED : Invariant.REORDERED,
                    Positions.describe(position) + " came after " + Positions.describe(reached) + " at " + frame.at());
        } else if (frame instanceof Frame.Skipped skip) {
            new SkipCheck(streams, user).problem(skip, reached, position).ifPresent(this::unexplained);
        } else {
            between(position);
        }
    }

    private void between(Position position) {
        List<Applied> passed = streams.between(user, reached, position);
        passed.stream()
                .filter(message -> !Positions.same(message.position(), position))
                .forEach(message -> found(
                        Invariant.HOLE,
                        "%s at %s was passed over between %s and %s"
                                .formatted(
                                        message.identity(),
                                        Positions.describe(message.position()),
                                        Positions.describe(reached),
                                        Positions.describe(position))));
    }

    private Optional<Position> position(String cursor) {
        Optional<Position> position = Cursor.decodeFor(UserHash.of(user), cursor);
        if (position.isEmpty()) {
            found(Invariant.WRONG_USER, "'" + cursor + "' is no cursor of this user");
        }
        return position;
    }

    private static String describe(String cursor) {
        return Cursor.decode(cursor)
                .map(each -> Positions.describe(each.position()))
                .orElse("'" + cursor + "'");
    }

    private void unexplained(String what) {
        found(Invariant.UNEXPLAINED_SKIP, what);
    }

    private void found(Invariant invariant, String what) {
        findings.add(new Finding(invariant, whom, what));
    }
}
