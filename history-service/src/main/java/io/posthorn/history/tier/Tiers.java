// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import java.util.List;
import java.util.Optional;

/** The tiers of one deployment: one for each retention that its classes have. */
public final class Tiers {

    private final DeliveryClasses classes;
    private final List<Tier> all;

    public Tiers(DeliveryClasses classes) {
        this.classes = classes;
        this.all = classes.all().stream()
                .filter(each -> !each.isTransient())
                .map(Tiers::tierOf)
                .distinct()
                .sorted()
                .toList();
    }

    private static Tier tierOf(DeliveryClass stored) {
        try {
            return new Tier(stored.retention());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("class " + stored.name() + ": " + e.getMessage(), e);
        }
    }

    /** Shortest first. */
    public List<Tier> all() {
        return all;
    }

    /** Empty for a class that is never stored. */
    public Optional<Tier> of(DeliveryClass deliveryClass) {
        return deliveryClass.isTransient() ? Optional.empty() : Optional.of(tierOf(deliveryClass));
    }

    public DeliveryClasses classes() {
        return classes;
    }
}
