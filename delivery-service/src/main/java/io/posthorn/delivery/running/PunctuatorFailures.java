// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a processor throws. Records that cannot be handled are parked by the processors themselves, so this is either Kafka's
 * own failure, after which the task must run again from its last commit, or one of a punctuator, which comes again anyway:
 * to stop for it would stop the partition for ever.
 */
public final class PunctuatorFailures implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PunctuatorFailures.class);

    @Override
    public void configure(Map<String, ?> configs) {
        // has no settings
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (isOfKafka(failure) || record != null) {
            return Response.fail();
        }
        LOG.error("A punctuator of task {} failed and goes on at its next time", context.taskId(), failure);
        return Response.resume();
    }

    private static boolean isOfKafka(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException) {
                return true;
            }
        }
        return false;
    }
}
