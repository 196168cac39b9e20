// SPDX-License-Identifier: Apache-2.0
/**
 * A device's connection, from {@code hello} to its end, and all of them together.
 *
 * <p>What is kept of a connection is in {@link io.posthorn.gateway.connection.DeviceConnection}; nothing remains of a closed one
 * but, for a short time, whose it was.
 */
@NullMarked
package io.posthorn.gateway.connection;

import org.jspecify.annotations.NullMarked;
