// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tiering;

import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tiers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TieringSettings.class)
class TieringConfiguration {

    /** First of all: the writer asks it before it prepares anything. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    Prepared<TierRegister> tierRegister(Schema schema, Tiers tiers, TieringSettings settings) {
        return new Prepared<>(session -> new TierRegister(
                new SelectTiers(session, schema), new InsertTier(session, schema), tiers, settings.acceptTiers()));
    }
}
