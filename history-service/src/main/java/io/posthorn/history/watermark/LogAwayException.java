// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

/** Kafka does not answer. It passes: ask again. */
public final class LogAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogAwayException(Exception cause) {
        super("Kafka does not answer", cause);
    }
}
