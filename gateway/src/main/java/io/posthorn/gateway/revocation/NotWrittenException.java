// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

/** Kafka did not take a record, as far as is known: it may be in the log all the same. */
public final class NotWrittenException extends RuntimeException {

    NotWrittenException(Exception cause) {
        super(cause);
    }
}
