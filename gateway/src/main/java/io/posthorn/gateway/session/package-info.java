// SPDX-License-Identifier: Apache-2.0
/**
 * Cookie sessions: {@code POST}, {@code GET} and {@code DELETE /session}, the table of all sessions on every gateway, and the
 * sweep that keeps them alive and ends the connections of those that are over.
 *
 * <p>A cookie holds a random value, {@code posthorn.sessions} its hash as the session's id: no gateway and no reader of the
 * topic can make the cookie. A session ends at once on the gateway that ends it, and on all others when they have read so.
 */
@NullMarked
package io.posthorn.gateway.session;

import org.jspecify.annotations.NullMarked;
