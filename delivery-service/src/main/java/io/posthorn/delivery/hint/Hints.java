// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.hint;

import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.ReplayRequest;

/**
 * Sends without waiting and without promise. What the caller needs to arrive, it must be ready to send again.
 *
 * <p>Both answer at once whether the hint was taken; one that was taken may still be lost.
 */
public interface Hints {

    boolean deliver(String gateway, String connection, Delivery delivery);

    boolean replay(ReplayRequest request);
}
