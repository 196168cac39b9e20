// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.token.Bearer;

/**
 * A device that has shaken hands.
 *
 * @param address that it counts for
 * @param recorded where it connected from, for the log; empty: not to be told
 */
public record Arrival(Bearer bearer, Subprotocol protocol, long address, String recorded) {}
