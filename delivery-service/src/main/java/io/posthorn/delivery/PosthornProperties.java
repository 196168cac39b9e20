// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topics;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * What all services of one deployment must be given alike.
 *
 * @param classes empty: the defaults
 */
@ConfigurationProperties("posthorn")
public record PosthornProperties(
        Topics topics, @DefaultValue List<DeliveryClass> classes) {

    public PosthornProperties {
        deliveryClasses(classes);
    }

    DeliveryClasses deliveryClasses() {
        return deliveryClasses(classes);
    }

    private static DeliveryClasses deliveryClasses(List<DeliveryClass> classes) {
        return classes.isEmpty() ? DeliveryClasses.defaults() : new DeliveryClasses(classes);
    }

    /** A field of a class that is misspelt would leave that class at its default: kept without end. */
    static void requireKnownFieldsOfClasses(Environment environment) {
        var strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        Binder.get(environment).bind("posthorn.classes", Bindable.listOf(DeliveryClass.class), strict);
    }
}
