// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.contracts.position.Positions;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A class whose messages live for a short time only.
 *
 * @param length from their append
 */
record Retention(String className, Duration length) {

    /** Cassandra's expiry is by whole seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private record Spot(String user, int era, long offset) {

        static Spot of(Applied message) {
            return new Spot(
                    message.user(),
                    message.position().getEra(),
                    message.position().getOffset());
        }
    }

    /** The class as configuration says it: {@code posthorn.classes[index]}. */
    String property(int index, String field) {
        return "posthorn.classes[%d].%s".formatted(index, field);
    }

    boolean isOver(Applied message, long now) {
        return message.className().equals(className) && message.position().getAppendedAt() + length.toMillis() <= now;
    }

    /** The same evidence as if the retention stood in each message, and what is rightly gone were still there. */
    Evidence allowingFor(Evidence evidence, long now) {
        Facts facts = evidence.facts();
        List<Applied> messages = facts.messages().stream().map(this::withTtl).toList();
        List<Applied> rows =
                new ArrayList<>(facts.rows().stream().map(this::withTtl).toList());
        Set<Spot> there = new HashSet<>();
        rows.forEach(row -> there.add(Spot.of(row)));
        messages.stream()
                .filter(message -> isOver(message, now) && !there.contains(Spot.of(message)))
                .forEach(rows::add);
        return new Evidence(
                evidence.ledger(),
                evidence.devices(),
                new Facts(facts.accepted(), facts.inbox(), messages, rows, facts.receipts(), facts.rejected()),
                evidence.partitions());
    }

    /** What should have been gone by now. */
    List<String> overdue(Collection<Applied> rows, long now) {
        return rows.stream()
                .filter(row -> isOver(row, now - TOLERANCE.toMillis()))
                .map(row -> row.identity() + " at " + Positions.describe(row.position()))
                .toList();
    }

    private Applied withTtl(Applied message) {
        if (!message.className().equals(className)) {
            return message;
        }
        return new Applied(
                message.user(),
                message.identity(),
                message.className(),
                new Entry.Terms(length.toMillis(), message.terms().collapseKey()),
                message.place(),
                message.content(),
                message.whole());
    }
}
