// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a device has on its disk: how far its stream is stored, and some places where it was before. One thread at a time. */
final class Storage {

    private static final String SERVER_CURSOR = "";
    private static final int REMEMBERED = 10;
    private static final int EVERY = 25;

    private final List<String> earlier = new ArrayList<>();
    private String stored = SERVER_CURSOR;
    private Position reached = Positions.START;
    private int frames;

    void stored(String cursor) {
        Position position = Cursor.decode(cursor).map(Cursor::position).orElse(Positions.START);
        if (!Positions.isAfter(position, reached)) {
            return;
        }
        reached = position;
        stored = cursor;
        if (frames++ % EVERY == 0) {
            earlier.add(cursor);
            if (earlier.size() > REMEMBERED) {
                earlier.remove(0);
            }
        }
    }

    Position reached() {
        return reached;
    }

    /** A cursor, or nothing for the server's. */
    String resume() {
        return stored;
    }

    /** Now and then the device trusts the server, or was set back to an earlier state. */
    String anyResume(RandomGenerator random) {
        int drawn = random.nextInt(100);
        if (drawn < 65 || earlier.isEmpty()) {
            return stored;
        }
        return drawn < 92 ? SERVER_CURSOR : earlier.get(random.nextInt(earlier.size()));
    }
}
