// SPDX-License-Identifier: Apache-2.0
/**
 * Sends all devices to other gateways, no faster than those can shake hands.
 *
 * <p>Sockets are closed at a pace, and each device is told a time of its own to come back: devices that keep to it come at the
 * pace, whatever the gateway has to do to end in time.
 */
@NullMarked
package io.posthorn.gateway.drain;

import org.jspecify.annotations.NullMarked;
