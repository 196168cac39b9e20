// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.v1.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which messages an export has: those that are all of this.
 *
 * @param hold those that a legal hold keeps
 * @param from first append time
 * @param to append times end before it; it has passed when the export begins, so nothing new comes in between
 */
public record ExportQuery(
        Optional<String> user,
        Optional<String> group,
        Optional<String> className,
        Optional<String> hold,
        Instant from,
        Instant to) {

    ExportQuery until(Instant end) {
        return new ExportQuery(user, group, className, hold, from, end);
    }

    /** @param of whom; empty: everyone */
    boolean mayHold(String of) {
        return user.map(of::equals).orElse(true);
    }

    public boolean has(Message message) {
        Instant appended = Instant.ofEpochMilli(message.getPosition().getAppendedAt());
        return !appended.isBefore(from)
                && appended.isBefore(to)
                && group.map(message.getGroup()::equals).orElse(true)
                && className
                        .map(message.getNotification().getClassName()::equals)
                        .orElse(true)
                && mayHold(message.getUser());
    }

    /** As parameters. */
    Map<String, String> asMap() {
        Map<String, String> parameters = new TreeMap<>();
        user.ifPresent(text -> parameters.put("user", text));
        group.ifPresent(text -> parameters.put("group", text));
        className.ifPresent(text -> parameters.put("class", text));
        hold.ifPresent(text -> parameters.put("hold", text));
        parameters.put("from", from.toString());
        parameters.put("to", to.toString());
        return parameters;
    }

    /** For the audit log. */
    String describe() {
        return asMap().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" ", "export ", ""));
    }
}
