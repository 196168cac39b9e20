// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.tier.Tiers;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all services of one deployment have in common. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeploymentConfiguration.Settings.class)
class DeploymentConfiguration {

    /** @param classes none: the defaults of the contracts; the same for the delivery-service */
    @ConfigurationProperties("posthorn")
    record Settings(Topics topics, @DefaultValue List<DeliveryClass> classes) {}

    @Bean
    Topics topics(Settings settings) {
        return settings.topics();
    }

    @Bean
    Tiers tiers(Settings settings) {
        return new Tiers(
                settings.classes().isEmpty() ? DeliveryClasses.defaults() : new DeliveryClasses(settings.classes()));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
