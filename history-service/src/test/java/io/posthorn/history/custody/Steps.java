// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A log in memory, and what it says. */
final class Steps {

    static final Actor SOMEBODY = new Actor("admin-1", "session-1", "case 17");
    static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    final List<Step> all = new ArrayList<>();
    Register register = Register.EMPTY;

    /** What was decided; what was taken is in the log. */
    Ruling decide(Ruling ruling) {
        ruling.step().ifPresent(event -> {
            Step step = Step.after(
                    register.head(), new UUID(0, all.size()), BEGIN.plusSeconds(all.size()), SOMEBODY, event);
            all.add(step);
            register = register.after(List.of(step));
        });
        return ruling;
    }
}
