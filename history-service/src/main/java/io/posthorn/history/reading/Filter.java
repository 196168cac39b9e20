// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

    private static final int MOST_VALUES = 50;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** As they stand in a request; absent ones are null or empty. */
    record Parameters(
            @Nullable String from,
            @Nullable String to,
            List<String> classes,
            List<String> sources,
            @Nullable String broadcasts) {

        static final Parameters NONE = new Parameters(null, null, List.of(), List.of(), null);
    }

    Filter {
        classes = Set.copyOf(classes);
        sources = Set.copyOf(sources);
    }

    /** @throws ProblemException a parameter is not allowed */
    static Filter of(Parameters given) {
        Instant from = time("from", given.from);
        Instant to = time("to", given.to);
        if (from != null && to != null && !from.isBefore(to)) {
            throw bad("from must be before to");
        }
        return new Filter(
                from,
                to,
                names("class", given.classes, each -> each.matches("[a-z][a-z0-9-]{0,31}")),
                names("source", given.sources, Text::isId),
                flag(given.broadcasts));
    }

    /** A day is its first moment. */
    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = text.length() == "2026-11-20".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            throw bad(name + " must be a UTC time like 2026-11-20T10:00:00Z, or a day like 2026-11-20");
        }
        throw bad(name + " must be in the years 1970 to 9999");
    }

    private static Set<String> names(String name, List<String> given, Predicate<String> isName) {
        if (given.size() > MOST_VALUES || !given.stream().allMatch(isName)) {
            throw bad(name + " must be a name, and be there at most " + MOST_VALUES + " times");
        }
        return Set.copyOf(new TreeSet<>(given));
    }

    private static boolean flag(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw bad("broadcasts must be true or false");
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
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
