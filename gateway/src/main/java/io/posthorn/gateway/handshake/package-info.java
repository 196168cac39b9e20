// SPDX-License-Identifier: Apache-2.0
/**
 * {@code GET /ws}: who may connect. Every refusal is a problem detail (RFC 9457), before any upgrade.
 *
 * <p>The token comes in {@code Authorization: Bearer}, or from browsers as a second offered subprotocol
 * {@code posthorn.bearer.<token>}; never in the URL, which ends up in logs.
 */
@NullMarked
package io.posthorn.gateway.handshake;

import org.jspecify.annotations.NullMarked;
