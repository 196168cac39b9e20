// SPDX-License-Identifier: Apache-2.0
/**
 * The WebSocket itself, on Jetty's core API: whole messages in, one write in flight out, and a bound on what waits behind it.
 *
 * <p>No call here blocks. What a peer that does not read can make us keep is bounded for each socket and for all.
 */
@NullMarked
package io.posthorn.gateway.socket;

import org.jspecify.annotations.NullMarked;
