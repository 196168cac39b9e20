// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.event;

import io.posthorn.contracts.v1.ConnectionEvent;
import org.jspecify.annotations.Nullable;

/** A connection with an acknowledgement that has not been published. */
public interface Acknowledging {

    /** Its newest {@code acked}, or nothing when it has been published meanwhile; it is then no longer pending. */
    @Nullable
    ConnectionEvent takeAcked();

    /** The event taken could not be published. */
    void notPublished();
}
