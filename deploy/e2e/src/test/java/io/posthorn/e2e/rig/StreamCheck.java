// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Skip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one connection may see: positions that rise, a {@code prev} that is the last cursor, nothing twice, nothing of others. */
final class StreamCheck {

    private final String user;
    private final List<String> violations = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private String last;
    private Position reached;

    /** @param cursor where the stream continues; empty at its start */
    StreamCheck(String user, String cursor) {
        this.user = user;
        this.last = cursor;
        this.reached = cursor.isEmpty() ? Positions.START : position(cursor);
    }

    void message(MessageFrame message) {
        follow(message.getPrev(), message.getCursor());
        if (!seen.add(message.getSource() + "/" + message.getId())) {
            violations.add(message.getId() + " came twice on one connection");
        }
        if (TestDevice.isForOneUser(message.getBody()) && !message.getBody().equals(TestDevice.onlyFor(user))) {
            violations.add(message.getId() + " is '" + message.getBody() + "', and this is " + user);
        }
    }

    void skip(Skip skip) {
        follow(skip.getPrev(), skip.getCursor());
    }

    private void follow(String prev, String cursor) {
        if (!prev.equals(last)) {
            violations.add("prev is '%s', but the last cursor is '%s'".formatted(prev, last));
        }
        Position position = position(cursor);
        if (!Positions.isAfter(position, reached)) {
            violations.add("%s came after %s".formatted(Positions.describe(position), Positions.describe(reached)));
        }
        last = cursor;
        reached = position;
    }

    private Position position(String cursor) {
        return Cursor.decodeFor(UserHash.of(user), cursor).orElseGet(() -> {
            violations.add("'" + cursor + "' is no cursor of " + user);
            return Positions.START;
        });
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
