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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIME_TO_BE_KNOWN = Duration.ofSeconds(30);

    private final Stage stage;
    private final String name;
    private final Set<String> steady;
    private final List<String> wavering;
    private final Set<String> inside = new HashSet<>();
    private final Random random;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    ChangingGroup(Stage stage, String name, List<String> users, Random random) {
        this.stage = stage;
        this.name = name;
        this.random = random;
        steady = Set.copyOf(users.subList(0, users.size() / 2));
        wavering = List.copyOf(users.subList(users.size() / 2, users.size()));
    }

    /** Returns when those are members who stay. */
    void begin() {
        steady.forEach(user -> ask("PUT", "/" + user));
        boolean known = Wait.until(TIME_TO_BE_KNOWN, () -> {
            String members = ask("GET", "");
            return steady.stream().allMatch(user -> members.contains("\"" + user + "\""));
        });
        if (!known) {
            throw new IllegalStateException("The members of " + name + " are not known: " + ask("GET", ""));
        }
    }

    Notification addressed(Notification.Builder notification) {
        return notification.setTarget(Target.newBuilder().setGroup(name)).build();
    }

    /** Somebody comes or goes, unless nobody can say so at the moment. */
    void change() {
        String user = wavering.get(random.nextInt(wavering.size()));
        if (inside.add(user)) {
            ask("PUT", "/" + user);
        } else {
            inside.remove(user);
            ask("DELETE", "/" + user);
        }
    }

    /** @return the answer's body; empty when there was none */
    private String ask(String method, String member) {
        URI uri = stage.stack().delivery(1).uri().resolve("/v1/groups/" + name + "/members" + member);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + stage.token("operator", "admin"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
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
        return new Evidence(ledger, evidence.devices(), evidence.facts());
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
