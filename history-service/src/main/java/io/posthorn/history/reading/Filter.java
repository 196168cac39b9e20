// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.history.asking.Asked;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a stream are asked for.
 *
 * @param from of the append time, included; null: from the first
 * @param to of the append time, excluded; null: to the last
 * @param classes and {@code sources}: none are any
 * @param broadcasts whether what was sent to everyone is among them
 */
record Filter(
        @Nullable Instant from, @Nullable Instant to, Set<String> classes, Set<String> sources, boolean broadcasts) {

    static final Filter NONE = new Filter(null, null, Set.of(), Set.of(), false);

    Filter {
        classes = Set.copyOf(classes);
        sources = Set.copyOf(sources);
    }

    /** @throws io.posthorn.history.problem.ProblemException a parameter is not allowed */
    static Filter of(Asked asked) {
        Instant from = asked.time("from").orElse(null);
        Instant to = asked.time("to").orElse(null);
        if (from != null && to != null && !from.isBefore(to)) {
            throw Asked.bad("from must be before to");
        }
        return new Filter(from, to, asked.classes(), asked.ids("source"), asked.flag("broadcasts"));
    }

    boolean matches(Message message) {
        Notification notification = message.getNotification();
        Instant appended = Instant.ofEpochMilli(message.getPosition().getAppendedAt());
        return (from == null || !appended.isBefore(from))
                && (to == null || appended.isBefore(to))
                && (classes.isEmpty() || classes.contains(notification.getClassName()))
                && (sources.isEmpty() || sources.contains(notification.getSource()));
    }

    /** The same for the same messages; 0 for all of a user's own. In a page's token, so that its next page is of the same listing. */
    int fingerprint() {
        return equals(NONE) ? 0 : describe().hashCode() | 1;
    }

    /** For the log of audit reads: empty, or with a space before each parameter. */
    String describe() {
        StringBuilder text = new StringBuilder();
        if (from != null) {
            text.append(" from=").append(from);
        }
        if (to != null) {
            text.append(" to=").append(to);
        }
        sorted(classes).forEach(each -> text.append(" class=").append(each));
        sorted(sources).forEach(each -> text.append(" source=").append(each));
        return text.append(broadcasts ? " broadcasts=true" : "").toString();
    }

    private static List<String> sorted(Set<String> names) {
        String[] all = names.toArray(String[]::new);
        Arrays.sort(all);
        return List.of(all);
    }
}
