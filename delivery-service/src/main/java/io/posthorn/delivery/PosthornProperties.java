// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topics;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all services of one deployment must be given alike.
 *
 * @param classes empty: the defaults
 */
@ConfigurationProperties("posthorn")
public record PosthornProperties(
        Topics topics, @DefaultValue List<DeliveryClass> classes) {

    DeliveryClasses deliveryClasses() {
        return classes.isEmpty() ? DeliveryClasses.defaults() : new DeliveryClasses(classes);
    }
}
