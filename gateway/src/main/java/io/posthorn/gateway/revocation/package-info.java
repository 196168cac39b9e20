// SPDX-License-Identifier: Apache-2.0
/**
 * What was revoked: {@code posthorn.revocations} in memory, read to its end before anybody is admitted and followed from then
 * on. A gateway that cannot follow it admits nobody.
 *
 * <p>The same thread follows {@code posthorn.sessions}, so that both are known or neither is.
 */
@NullMarked
package io.posthorn.gateway.revocation;

import org.jspecify.annotations.NullMarked;
