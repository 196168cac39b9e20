// SPDX-License-Identifier: Apache-2.0
/**
 * The gateway's own topic, {@code posthorn.gateway.<id>}: what delivery and history want written, handed to the connections.
 *
 * <p>One thread reads it and writes frames; nothing on it blocks. All in the topic are hints: what was there before this
 * process began is not read, and what cannot be read is counted and passed over.
 */
@NullMarked
package io.posthorn.gateway.inbound;

import org.jspecify.annotations.NullMarked;
