// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.StackConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a scenario needs to play.
 *
 * @param work empty or missing; keeps data and logs
 * @param behindProxy services that reach the broker through the proxy only
 * @param change of the platform's configuration
 */
public record Setting(Path work, Set<Service> behindProxy, UnaryOperator<StackConfig> change) {

    public Setting {
        behindProxy = Set.copyOf(behindProxy);
    }

    public static Setting in(Path work) {
        return new Setting(work, Set.of(), config -> config);
    }

    public Setting behindProxy(Service... services) {
        Set<Service> behind = new HashSet<>(behindProxy);
        behind.addAll(List.of(services));
        return new Setting(work, behind, change);
    }

    public Setting with(UnaryOperator<StackConfig> further) {
        return new Setting(work, behindProxy, config -> further.apply(change.apply(config)));
    }

    public Setting with(Service service, String property, Object value) {
        return with(config -> config.with(service, tuning -> tuning.withProperty(property, String.valueOf(value))));
    }

    public Setting instances(Service service, int count) {
        return with(config -> config.with(service, tuning -> tuning.withInstances(count)));
    }
}
