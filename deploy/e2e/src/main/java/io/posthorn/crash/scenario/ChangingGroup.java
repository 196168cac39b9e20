// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Facts;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.scenario.stage.Stage;
import io.posthorn.crash.scenario.stage.Wait;
import io.posthorn.crash.stack.GroupMembers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A group of which some are members all the time and others come and go. Who comes and goes is owed what fanout wrote into
 * their inbox; the others are owed everything. One thread.
 */
final class ChangingGroup {

    private static final Duration TIME_TO_BE_KNOWN = Duration.ofSeconds(30);

    private final GroupMembers members;
    private final String name;
    private final Set<String> steady;
    private final List<String> wavering;
    private final Set<String> inside = new HashSet<>();
    private final Random random;

    ChangingGroup(Stage stage, String name, List<String> users, Random random) {
        this.members = new GroupMembers(stage.stack().delivery(1).uri(), name, () -> stage.token("operator", "admin"));
        this.name = name;
        this.random = random;
        steady = Set.copyOf(users.subList(0, users.size() / 2));
        wavering = List.copyOf(users.subList(users.size() / 2, users.size()));
    }

    /** Returns when those are members who stay. */
    void begin() {
        steady.forEach(members::add);
        if (!Wait.until(TIME_TO_BE_KNOWN, () -> members.areAll(steady))) {
            throw new IllegalStateException("The members of " + name + " are not known");
        }
    }

    Notification addressed(Notification.Builder notification) {
        return notification.setTarget(Target.newBuilder().setGroup(name)).build();
    }

    /** Somebody comes or goes, unless nobody can say so at the moment. */
    void change() {
        String user = wavering.get(random.nextInt(wavering.size()));
        if (inside.add(user)) {
            members.add(user);
        } else {
            inside.remove(user);
            members.remove(user);
        }
    }

    /** The ledger with the users to whom each notification for the group is owed. */
    Evidence expanded(Evidence evidence) {
        Map<Identity, Set<String>> inboxes = new HashMap<>();
        for (Facts.Inboxed each : evidence.facts().inbox()) {
            if (wavering.contains(each.user())) {
                inboxes.computeIfAbsent(each.identity(), identity -> new HashSet<>())
                        .add(each.user());
            }
        }
        Map<Identity, Entry> ledger = new HashMap<>(evidence.ledger());
        ledger.replaceAll((identity, entry) ->
                entry.users().isEmpty() ? owedTo(entry, inboxes.getOrDefault(identity, Set.of())) : entry);
        return new Evidence(ledger, evidence.devices(), evidence.facts(), evidence.partitions());
    }

    private Entry owedTo(Entry entry, Set<String> others) {
        Set<String> users = new HashSet<>(steady);
        users.addAll(others);
        return new Entry(
                entry.identity(),
                entry.className(),
                users,
                entry.terms(),
                entry.content(),
                entry.times(),
                entry.sendings());
    }
}
