// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Topics, by name, and the ids that Kafka gave them at their birth.
 *
 * @param unknown not yet recorded
 * @param changed recorded with another id
 */
record TopicBirths(Map<String, String> unknown, Map<String, Change> changed) {

    record Change(String recorded, String found) {}

    static TopicBirths compare(Map<String, String> recorded, Map<String, String> found) {
        Map<String, String> unknown = new TreeMap<>();
        Map<String, Change> changed = new TreeMap<>();
        found.forEach((name, id) -> {
            String known = recorded.get(name);
            if (known == null) {
                unknown.put(name, id);
            } else if (!known.equals(id)) {
                changed.put(name, new Change(known, id));
            }
        });
        return new TopicBirths(unknown, changed);
    }

    /** @throws TopicMisfitException a topic is not the one that it was */
    void requireNoneChanged() {
        if (!changed.isEmpty()) {
            String which = changed.entrySet().stream()
                    .map(each -> "%s (its id was %s and is %s)"
                            .formatted(
                                    each.getKey(),
                                    each.getValue().recorded(),
                                    each.getValue().found()))
                    .collect(Collectors.joining(", "));
            throw new TopicMisfitException(
                    "Deleted and created again: %s. Offsets count anew there, so old positions would be taken for new ones and messages lost without a sign. What to do: operations.md, 'A topic was created again'."
                            .formatted(which));
        }
    }
}
