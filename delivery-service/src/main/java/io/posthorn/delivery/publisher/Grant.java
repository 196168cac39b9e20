// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import java.util.Optional;

/**
 * What one publisher may publish.
 *
 * @param targets of {@code users}, {@code group}, {@code everyone}
 * @param rate requests in a second; as many may come at once
 */
public record Grant(Names sources, Names classes, Names targets, double rate) {

    public static final double LOWEST_RATE = 0.01;
    public static final double HIGHEST_RATE = 100_000;

    public Grant {
        if (!(rate >= LOWEST_RATE && rate <= HIGHEST_RATE)) {
            throw new IllegalArgumentException("rate is " + rate + ", allowed: " + LOWEST_RATE + " to " + HIGHEST_RATE);
        }
    }

    /** What of a notification is not granted: the first that is found. */
    record Refusal(String member, String detail) {}

    /** @param notification that breaks no other rule */
    Optional<Refusal> refusalOf(Notification notification) {
        String source = notification.getSource();
        String kind = kind(notification.getTarget());
        if (!sources.have(source)) {
            return refusal("sources", "source " + source, sources);
        }
        if (!classes.have(notification.getClassName())) {
            return refusal("classes", "class " + notification.getClassName(), classes);
        }
        return targets.have(kind) ? Optional.empty() : refusal("targets", "a target of kind " + kind, targets);
    }

    private static Optional<Refusal> refusal(String member, String what, Names granted) {
        return Optional.of(new Refusal(member, what + " is not granted, granted are: " + granted));
    }

    private static String kind(Target target) {
        return switch (target.getKindCase()) {
            case USERS -> "users";
            case GROUP -> "group";
            case EVERYONE -> "everyone";
            case KIND_NOT_SET -> "";
        };
    }
}
