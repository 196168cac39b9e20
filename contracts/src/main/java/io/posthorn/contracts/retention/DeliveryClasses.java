// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.retention;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes of one deployment. Delivery and history must be given the same. */
public final class DeliveryClasses {

    private final Map<String, DeliveryClass> byName;

    public DeliveryClasses(Collection<DeliveryClass> classes) {
        Map<String, DeliveryClass> map = new LinkedHashMap<>();
        for (DeliveryClass each : classes) {
            if (map.put(each.name(), each) != null) {
                throw new IllegalArgumentException("class " + each.name() + " is configured twice");
            }
        }
        if (map.isEmpty()) {
            throw new IllegalArgumentException("no class is configured, at least one is needed");
        }
        byName = Collections.unmodifiableMap(map);
    }

    public static DeliveryClasses defaults() {
        return new DeliveryClasses(List.of(
                new DeliveryClass("transient", Duration.ZERO, null, ReceiptLevel.NONE, false),
                kept("chat", Duration.ofDays(7), ReceiptLevel.FINAL, false),
                kept("group", Duration.ofDays(7), ReceiptLevel.FINAL, false),
                kept("media", Duration.ofDays(15), ReceiptLevel.FINAL, false),
                kept("system", Duration.ofDays(90), ReceiptLevel.ALL, false),
                kept("critical", Duration.ofDays(365), ReceiptLevel.ALL, true),
                kept("archive", null, ReceiptLevel.ALL, false)));
    }

    private static DeliveryClass kept(
            String name, @Nullable Duration retention, ReceiptLevel receipts, boolean critical) {
        return new DeliveryClass(name, retention, null, receipts, critical);
    }

    public Optional<DeliveryClass> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public Collection<DeliveryClass> all() {
        return byName.values();
    }

    /** The shortest time that history keeps anything; absent when it keeps all without end. */
    public Optional<Duration> shortestRetention() {
        return byName.values().stream()
                .filter(each -> !each.isTransient() && each.retention() != null)
                .map(each -> java.util.Objects.requireNonNull(each.retention()))
                .min(Duration::compareTo);
    }
}
