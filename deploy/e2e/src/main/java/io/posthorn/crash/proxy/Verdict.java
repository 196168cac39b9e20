// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** What becomes of one produce request, and of what its connection carries after it. */
public abstract class Verdict {

    private Verdict() {}

    /** Called by the thread that reads the requests of the connection. */
    abstract void carryOut(Link link, ProduceFrame frame) throws IOException;

    @FunctionalInterface
    private interface Action {

        void carryOut(Link link, ProduceFrame frame) throws IOException;
    }

    private static Verdict of(Action action) {
        return new Verdict() {
            @Override
            void carryOut(Link link, ProduceFrame frame) throws IOException {
                action.carryOut(link, frame);
            }
        };
    }

    public static Verdict pass() {
        return of((link, frame) -> link.pass(frame));
    }

    /** The request, and all behind it, comes later. */
    public static Verdict delay(Duration time) {
        return of((link, frame) -> link.forwardAfter(time, frame));
    }

    /** The request, and all behind it, waits until {@link KafkaProxy#settle}. */
    public static Verdict hold() {
        return of(Link::hold);
    }

    /** The broker gets a part of the request, then the connection breaks. */
    public static Verdict cutRequest(double part) {
        return of((link, frame) -> link.cutRequest(part, frame));
    }

    /** The broker gets the request, then the connection breaks before its answer. */
    public static Verdict cutResponse() {
        return of(Link::cutResponse);
    }

    /**
     * From now on only these partitions' records reach the broker on this connection; all the rest waits until
     * {@link KafkaProxy#settle}, and nothing is answered.
     */
    public static Verdict tear(Predicate<TopicPartition> passes) {
        return of((link, frame) -> link.tear(passes, frame));
    }

    /** The producer is told that the broker has all records; some it has not. Not for transactions. */
    public static Verdict lose(RecordRule rule) {
        return of((link, frame) -> link.lose(rule, frame));
    }
}
