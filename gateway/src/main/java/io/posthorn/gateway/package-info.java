// SPDX-License-Identifier: Apache-2.0
/**
 * The gateway: holds the devices' connections and nothing else. Killing it loses no message.
 *
 * <pre>
 *  device ──► handshake ──► socket ◄──► connection ──► event ──► posthorn.connections
 *                                           ▲
 *            posthorn.gateway.&lt;id&gt; ──► inbound          lease ──► posthorn.gateways
 * </pre>
 */
@NullMarked
package io.posthorn.gateway;

import org.jspecify.annotations.NullMarked;
