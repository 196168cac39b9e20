/** The delivery-service: fanout and router. {@link io.posthorn.delivery.DeliveryTopology} is the page to read first. */
@NullMarked
package io.posthorn.delivery;

import org.jspecify.annotations.NullMarked;
