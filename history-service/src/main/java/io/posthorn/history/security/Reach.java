// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an auditor's token reaches, as its claim {@code audit} says:
 * <code>{"classes": […], "groups": […], "userPrefixes": […]}</code>. All that is named must hold at once.
 *
 * @param classes of the messages that may be seen; empty: any
 * @param groups through which they were addressed; empty: any, also none
 * @param userPrefixes with one of which the user's id begins; empty: any
 */
public record Reach(Set<String> classes, Set<String> groups, Set<String> userPrefixes) {

    /** Of a token without the claim. */
    public static final Reach WHOLE = new Reach(Set.of(), Set.of(), Set.of());

    private static final String CLASSES = "classes";
    private static final String GROUPS = "groups";
    private static final String USER_PREFIXES = "userPrefixes";
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 128;

    public Reach {
        classes = Set.copyOf(classes);
        groups = Set.copyOf(groups);
        userPrefixes = Set.copyOf(userPrefixes);
    }

    /**
     * @param claim as it came; null: none
     * @return empty: it cannot be read, or limits something that is not known here, so nothing is allowed by it
     */
    static Optional<Reach> of(@Nullable Object claim) {
        if (claim == null) {
            return Optional.of(WHOLE);
        }
        if (!(claim instanceof Map<?, ?> limits)
                || !Set.of(CLASSES, GROUPS, USER_PREFIXES).containsAll(limits.keySet())) {
            return Optional.empty();
        }
        Optional<Set<String>> classes = names(limits, CLASSES);
        Optional<Set<String>> groups = names(limits, GROUPS);
        Optional<Set<String>> prefixes = names(limits, USER_PREFIXES);
        return classes.isEmpty() || groups.isEmpty() || prefixes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reach(classes.get(), groups.get(), prefixes.get()));
    }

    /** An empty list would mean nothing to one who reads it and everything to another: it is refused. */
    private static Optional<Set<String>> names(Map<?, ?> limits, String key) {
        if (!limits.containsKey(key)) {
            return Optional.of(Set.of());
        }
        if (!(limits.get(key) instanceof Collection<?> given) || given.isEmpty() || given.size() > MOST_NAMES) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        for (Object each : given) {
            if (!(each instanceof String name) || name.isEmpty() || name.length() > LONGEST_NAME) {
                return Optional.empty();
            }
            names.add(name);
        }
        return Optional.of(names);
    }

    public boolean coversUser(String user) {
        return userPrefixes.isEmpty() || userPrefixes.stream().anyMatch(user::startsWith);
    }

    /** @param group empty: addressed to the user alone */
    public boolean coversMessage(String className, String group) {
        return (classes.isEmpty() || classes.contains(className)) && (groups.isEmpty() || groups.contains(group));
    }

    /** Whether it reaches what is known of users beside their messages: a limit to some messages says nothing of that. */
    public boolean coversPeople() {
        return classes.isEmpty() && groups.isEmpty();
    }

    /** Without any limit. */
    public boolean isWhole() {
        return equals(WHOLE);
    }
}
