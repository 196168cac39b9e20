// SPDX-License-Identifier: Apache-2.0
/**
 * What happens to connections, published to {@code posthorn.connections}.
 *
 * <p>Whoever publishes never waits: one thread sends, in the order of publishing. An event that could not be sent is told to
 * its connection, which then closes: a device must not go on talking to a gateway that delivery has not heard of.
 */
@NullMarked
package io.posthorn.gateway.event;

import org.jspecify.annotations.NullMarked;
