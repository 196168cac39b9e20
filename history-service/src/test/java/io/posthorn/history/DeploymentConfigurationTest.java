// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeploymentConfigurationTest {

    private static final Map<String, String> TOPICS = Map.of(
            "posthorn.topics.prefix", "other",
            "posthorn.topics.era", "2",
            "posthorn.topics.partitions", "48",
            "posthorn.topics.replication", "3");

    @Test
    void topicsAreThoseOfTheDeployment() {
        assertThat(settings(Map.of()).topics()).isEqualTo(new Topics("other", 2, 48, (short) 3));
    }

    @Test
    void withoutClassesThereAreTheDefaults() {
        assertThat(tiers(Map.of()).all()).hasSize(5);
    }

    @Test
    void classesMakeTheTiers() {
        Tiers tiers = tiers(Map.of(
                "posthorn.classes[0].name", "brief",
                "posthorn.classes[0].retention", "10m",
                "posthorn.classes[1].name", "kept"));

        assertThat(tiers.all()).extracting(Tier::table).containsExactly("messages_10m", "messages_forever");
    }

    @Test
    void aWrongClassIsSaidWithItsValue() {
        assertThatThrownBy(() -> tiers(Map.of("posthorn.classes[0].name", "Not A Name")))
                .rootCause()
                .hasMessageContaining("Not A Name");
    }

    private static Tiers tiers(Map<String, String> more) {
        return new DeploymentConfiguration().tiers(settings(more));
    }

    private static DeploymentConfiguration.Settings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(TOPICS);
        all.putAll(more);
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("posthorn", DeploymentConfiguration.Settings.class)
                .get();
    }
}
