// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection or user that cannot be handled does not keep the others from their turn; what Kafka refuses stops the task. */
final class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private Turn() {}

    static void take(String whose, Runnable turn) {
        try {
            turn.run();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The turn of {} failed; the next sweep tries again", whose, e);
        }
    }
}
