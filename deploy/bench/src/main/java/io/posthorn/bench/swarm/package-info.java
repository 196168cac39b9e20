// SPDX-License-Identifier: Apache-2.0
/**
 * Many devices in a process of their own, as cheap as they can be: one thread, one selector, a few hundred bytes for each.
 *
 * <p>Each looks like a browser to the gateway, says hello, answers pings, acks what it gets, and does nothing else. The process
 * is told what to do on a port of the loopback address, one line for each order.
 */
@NullMarked
package io.posthorn.bench.swarm;

import org.jspecify.annotations.NullMarked;
