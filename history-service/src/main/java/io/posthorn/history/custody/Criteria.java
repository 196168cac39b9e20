// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.contracts.v1.Message;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which messages a hold keeps: those that are of one of the users, through one of the groups, of one of the classes, and of the
 * time. What is left empty does not narrow.
 *
 * @param from by append time, inclusive
 * @param to exclusive
 */
public record Criteria(
        List<String> users, List<String> groups, List<String> classes, Optional<Instant> from, Optional<Instant> to) {

    /** Of users, of groups, of classes. */
    public static final int MOST = 200;

    public Criteria {
        users = sorted(users);
        groups = sorted(groups);
        classes = sorted(classes);
    }

    private static List<String> sorted(Collection<String> some) {
        return some.stream().distinct().sorted().toList();
    }

    /** Keeps everything. */
    public boolean isEmpty() {
        return users.isEmpty() && groups.isEmpty() && classes.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    /** A broadcast is nobody's own and of no group. */
    public boolean matches(Message message) {
        Instant appended = Instant.ofEpochMilli(message.getPosition().getAppendedAt());
        return isAmong(users, message.getUser())
                && isAmong(groups, message.getGroup())
                && isAmong(classes, message.getNotification().getClassName())
                && from.filter(appended::isBefore).isEmpty()
                && to.map(appended::isBefore).orElse(true);
    }

    private static boolean isAmong(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    public boolean names(String user) {
        return users.contains(user);
    }

    /** Whether a message of the user can match. */
    public boolean mayConcern(String user) {
        return users.isEmpty() || names(user);
    }
}
