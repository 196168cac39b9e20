// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Positions;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Facts.Accepted;
import io.posthorn.crash.evidence.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the router committed: all that Kafka accepted, each id once for each user, each message after the one before it. */
final class FactsCheck {

    private static final String NEVER_STORED = "transient";

    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();

    private record Addressed(String user, Identity identity) {}

    FactsCheck(Evidence evidence) {
        this.evidence = evidence;
    }

    List<Finding> findings() {
        chains();
        nothingIsLost(eachOnce());
        evidence.facts().rejected().forEach(what -> found(Invariant.REJECTED, "posthorn.rejected", what));
        return findings;
    }

    /** In the order in which they were committed. */
    private void chains() {
        Map<String, Applied> lastOf = new HashMap<>();
        for (Applied message : evidence.facts().messages()) {
            Applied before = lastOf.put(message.user(), message);
            boolean continues = before == null
                    ? Positions.isStart(message.place().prev())
                            && message.place().ordinal() == 1
                    : Positions.same(message.place().prev(), before.position())
                            && Positions.isAfter(message.position(), before.position())
                            && message.place().ordinal() == before.place().ordinal() + 1;
            if (!continues) {
                found(Invariant.TORN_FACTS, message.user(), message + " was committed after " + before);
            }
        }
    }

    private Set<Addressed> eachOnce() {
        Set<Addressed> applied = new HashSet<>();
        for (Applied message : evidence.facts().messages()) {
            if (!applied.add(new Addressed(message.user(), message.identity()))) {
                found(Invariant.DUPLICATED, message.user(), message + " is in posthorn.messages twice");
            }
            Entry entry = evidence.ledger().get(message.identity());
            if (entry == null || !entry.users().contains(message.user())) {
                found(Invariant.WRONG_USER, message.user(), message + " was not sent to this user");
            }
        }
        return applied;
    }

    private void nothingIsLost(Set<Addressed> applied) {
        Set<Identity> inKafka =
                evidence.facts().accepted().stream().map(Accepted::identity).collect(Collectors.toSet());
        for (Entry entry : evidence.ledger().values()) {
            if (entry.isAcked() && !inKafka.contains(entry.identity())) {
                found(Invariant.MISSING, "posthorn.notifications", entry + " was acknowledged and is not there");
            }
            if (inKafka.contains(entry.identity()) && !entry.className().equals(NEVER_STORED)) {
                entry.users().stream()
                        .filter(user -> !applied.contains(new Addressed(user, entry.identity())))
                        .forEach(user -> found(Invariant.MISSING, user, entry + " was never applied"));
            }
        }
    }

    private void found(Invariant invariant, String whom, String what) {
        findings.add(new Finding(invariant, whom, what));
    }
}
