// SPDX-License-Identifier: Apache-2.0
/**
 * The gateway's rule: what of a connection's stream is written, in which order, and what the device may acknowledge.
 *
 * <p>Frames may come lost, late or repeated; a device sees strictly increasing positions and every gap is closed by a
 * reconnect.
 */
@NullMarked
package io.posthorn.gateway.stream;

import org.jspecify.annotations.NullMarked;
