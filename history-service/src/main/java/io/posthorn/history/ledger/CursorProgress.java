// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.connection.CursorAt;
import io.posthorn.history.connection.Cursors;
import io.posthorn.history.outcome.DeviceOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** By the cursors of a user's devices: what lies at or below one, the device has had. */
final class CursorProgress implements Progress {

    private final Cursors cursors;
    private final Clock clock;

    CursorProgress(Cursors cursors, Clock clock) {
        this.cursors = cursors;
        this.clock = clock;
    }

    @Override
    public List<DeviceOutcome> of(String user, Position position, boolean told, Predicate<String> isAsked) {
        Instant now = clock.instant();
        return cursors.devicesAt(user, now).stream()
                // One that was forgotten, or never said anything, waits for nothing.
                .filter(CursorAt::isKnown)
                .filter(each -> isAsked.test(each.device()))
                .map(each -> outcome(user, position, told, each, now))
                .toList();
    }

    private DeviceOutcome outcome(String user, Position position, boolean told, CursorAt cursor, Instant now) {
        if (!cursor.covers(position)) {
            return DeviceOutcome.waiting(cursor.device());
        }
        boolean wasThere = cursors.at(user, cursor.device(), Instant.ofEpochMilli(position.getAppendedAt()))
                .filter(CursorAt::isKnown)
                .isPresent();
        return DeviceOutcome.passed(
                cursor.device(),
                told,
                wasThere,
                cursors.reached(user, cursor.device(), position, now).orElse(null));
    }
}
