// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tiering;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.history.tier.Lifetimes;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is on record of where classes are kept. */
record Tiering(List<Entry> entries) {

    /** For a class that is never stored. */
    static final String NONE = "none";

    private static final int FINGERPRINT_BYTES = 6;

    /** @param tier its name */
    record Entry(String className, String tier, Instant since) {}

    /** A class that the configuration keeps elsewhere than the record says. */
    record Move(String className, String from, String to) {

        @Override
        public String toString() {
            return className + " from " + from + " to " + to;
        }
    }

    Tiering {
        entries = List.copyOf(entries);
    }

    /** Class → name of its tier. */
    static Map<String, String> configured(Tiers tiers) {
        Map<String, String> names = new TreeMap<>();
        for (DeliveryClass each : tiers.classes().all()) {
            names.put(each.name(), tiers.of(each).map(Tier::name).orElse(NONE));
        }
        return names;
    }

    /** Says all of a configuration that decides where rows go, in twelve characters. */
    static String fingerprint(Tiers tiers) {
        String text = configured(tiers).entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Optional<String> current(String className) {
        return ofClass(className).max(Comparator.comparing(Entry::since)).map(Entry::tier);
    }

    /** A class that is new has not moved, nor one that is configured no longer. */
    List<Move> moves(Tiers tiers) {
        List<Move> moves = new ArrayList<>();
        configured(tiers)
                .forEach((className, tier) -> current(className)
                        .filter(before -> !before.equals(tier))
                        .ifPresent(before -> moves.add(new Move(className, before, tier))));
        return moves;
    }

    /** What has to be put on record so that it says what is configured. */
    List<Entry> toRecord(Tiers tiers, Instant now) {
        return configured(tiers).entrySet().stream()
                .filter(each -> !current(each.getKey()).equals(Optional.of(each.getValue())))
                .map(each -> new Entry(each.getKey(), each.getValue(), now))
                .toList();
    }

    Tiering with(Collection<Entry> recorded) {
        List<Entry> all = new ArrayList<>(entries);
        recorded.forEach(each -> {
            all.removeIf(old -> old.className.equals(each.className) && old.tier.equals(each.tier));
            all.add(each);
        });
        return new Tiering(all);
    }

    /** Where rows of these classes lie, whenever they were written. */
    Set<Tier> tiersOf(Collection<String> classes) {
        return entries.stream()
                .filter(each -> classes.contains(each.className))
                .flatMap(each -> Tier.named(each.tier).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Retentions that classes had before they moved. */
    List<Lifetimes.Former> former() {
        List<Lifetimes.Former> former = new ArrayList<>();
        for (Entry each : entries) {
            ofClass(each.className)
                    .map(Entry::since)
                    .filter(later -> later.isAfter(each.since))
                    .min(Comparator.naturalOrder())
                    .ifPresent(until -> Tier.named(each.tier)
                            .map(Tier::retention)
                            .ifPresent(retention -> former.add(new Lifetimes.Former(retention, until))));
        }
        return List.copyOf(former);
    }

    private java.util.stream.Stream<Entry> ofClass(String className) {
        return entries.stream().filter(each -> each.className.equals(className));
    }
}
