// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.Message;
import io.posthorn.delivery.state.ConnectionState;

/** Puts on record what a device was told that it will not get. */
interface SkipReceipts {

    void expired(Message message, ConnectionState connection, long at);
}
