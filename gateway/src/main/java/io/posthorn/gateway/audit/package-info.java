// SPDX-License-Identifier: Apache-2.0
/**
 * One line for each decision about a handshake: who was let in or sent away, from where, and why.
 *
 * <p>What a client says of itself is cut short and cannot break out of its field. No token and no session id gets in, only the
 * hash of the latter, by which a line can be found again.
 */
@NullMarked
package io.posthorn.gateway.audit;

import org.jspecify.annotations.NullMarked;
