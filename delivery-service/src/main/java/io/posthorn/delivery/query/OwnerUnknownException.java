// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** No instance that can be reached owns the user at this moment. */
class OwnerUnknownException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    OwnerUnknownException(String message) {
        super(message);
    }

    OwnerUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
