// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Kafka takes no more leases from this producer: another process has its id, or a transaction of its own took too long. */
final class FencedException extends Exception {

    private static final long serialVersionUID = 1L;

    private FencedException(Throwable cause) {
        super(cause);
    }

    /** Rethrows as fenced if that is at the bottom of it. */
    static void throwIf(RuntimeException failure) throws FencedException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                throw new FencedException(failure);
            }
        }
    }
}
