// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many instances of a service run, and what they are told beyond what the stack tells them. */
public record ServiceTuning(int instances, Map<String, String> properties, List<String> jvmOptions) {

    public static final ServiceTuning DEFAULT = new ServiceTuning(1, Map.of(), List.of());

    public ServiceTuning {
        if (instances < 0) {
            throw new IllegalArgumentException("instances must not be negative: " + instances);
        }
        properties = Map.copyOf(properties);
        jvmOptions = List.copyOf(jvmOptions);
    }

    public ServiceTuning withInstances(int count) {
        return new ServiceTuning(count, properties, jvmOptions);
    }

    public ServiceTuning withProperty(String name, String value) {
        Map<String, String> more = new HashMap<>(properties);
        more.put(name, value);
        return new ServiceTuning(instances, more, jvmOptions);
    }

    public ServiceTuning withJvmOption(String option) {
        return new ServiceTuning(
                instances,
                properties,
                Stream.concat(jvmOptions.stream(), Stream.of(option)).toList());
    }
}
