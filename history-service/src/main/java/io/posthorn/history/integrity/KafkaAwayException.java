// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

/** Kafka has not yet told which topic it is. It passes: ask again. */
public final class KafkaAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KafkaAwayException(String topic, Exception cause) {
        super("Kafka does not tell the id of " + topic + ": " + cause, cause);
    }
}
