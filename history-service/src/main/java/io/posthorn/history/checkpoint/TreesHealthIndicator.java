// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.history.integrity.Trees;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether each tree grows and is signed. One that is not does not make the service unready: all else goes on. */
final class TreesHealthIndicator implements HealthIndicator {

    private final Trees trees;
    private final Optional<Signer> signer;

    TreesHealthIndicator(Trees trees, Optional<Signer> signer) {
        this.trees = trees;
        this.signer = signer;
    }

    @Override
    public Health health() {
        Map<String, Long> sizes = new TreeMap<>();
        trees.grown().forEach((partition, tree) -> sizes.put(partition.toString(), tree.size()));
        Map<String, String> faults = new TreeMap<>();
        trees.faults().forEach((partition, what) -> faults.put(partition.toString(), what));
        Health.Builder health = faults.isEmpty() ? Health.up() : Health.down().withDetail("faults", faults);
        return health.withDetail("sizes", sizes)
                .withDetail(
                        "checkpoints",
                        signer.isPresent() ? "signed" : "not signed: posthorn.history.integrity.key-file is not set")
                .build();
    }
}
