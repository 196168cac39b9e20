// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.retention.ReceiptLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TiersTest {

    @Test
    void oneForEachRetention() {
        Tiers tiers = new Tiers(DeliveryClasses.defaults());

        assertThat(tiers.all()).extracting(Tier::name).containsExactly("7d", "15d", "90d", "365d", "forever");
    }

    @Test
    void classesOfOneRetentionShareOne() {
        Tiers tiers = new Tiers(DeliveryClasses.defaults());

        assertThat(tierOf(tiers, "chat")).isEqualTo(tierOf(tiers, "group"));
        assertThat(tierOf(tiers, "archive")).isEqualTo("forever");
    }

    @Test
    void whatIsNeverStoredHasNone() {
        Tiers tiers = new Tiers(DeliveryClasses.defaults());

        assertThat(tierOf(tiers, "transient")).isEqualTo("none");
    }

    @Test
    void aRetentionThatCannotBeKeptIsSaidWithItsClass() {
        DeliveryClasses classes = new DeliveryClasses(
                List.of(new DeliveryClass("odd", Duration.ofMillis(1_500), null, ReceiptLevel.ALL, false)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tiers(classes))
                .withMessageContaining("odd")
                .withMessageContaining("PT1.5S");
    }

    private static String tierOf(Tiers tiers, String className) {
        return tiers.of(tiers.classes().find(className).orElseThrow())
                .map(Tier::name)
                .orElse("none");
    }
}
