// SPDX-License-Identifier: Apache-2.0
/**
 * The gateway's life: it takes connections only while it holds a lease that delivery can see.
 *
 * <p>Start: fence whoever had this id, read the last lease, follow the own topic from its end, publish the lease with the next
 * incarnation, accept. A second process with the same id fences this one, which sends its devices away and exits; it does not
 * fence back. A lease that could not be renewed in time ends all connections before delivery gives it up.
 */
@NullMarked
package io.posthorn.gateway.lease;

import org.jspecify.annotations.NullMarked;
