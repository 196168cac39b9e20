// SPDX-License-Identifier: Apache-2.0
/**
 * What a client may use of the gateway: how often it shakes hands, how many connections it has, how fast it talks.
 *
 * <p>Whoever is over a limit is refused before anything is spent on them. What is counted takes a bounded amount of memory,
 * whatever clients do: an entry for each connection at most.
 */
@NullMarked
package io.posthorn.gateway.limit;

import org.jspecify.annotations.NullMarked;
