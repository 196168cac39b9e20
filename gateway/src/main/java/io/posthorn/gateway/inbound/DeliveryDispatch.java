// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.inbound;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.connection.DeviceConnection;
import io.posthorn.gateway.connection.Ending;
import io.posthorn.gateway.frame.StreamFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each {@link Delivery} to the connections that it names. A bad one is counted and stops nothing. */
final class DeliveryDispatch {

    private static final Logger log = LoggerFactory.getLogger(DeliveryDispatch.class);

    private final Connections connections;
    private final Counter unreadable;

    DeliveryDispatch(Connections connections, MeterRegistry meters) {
        this.connections = connections;
        this.unreadable = Counter.builder("posthorn.gateway.deliveries.unreadable")
                .description("Records of the gateway's topic that could not be read or written")
                .register(meters);
    }

    /** @param offset for the log */
    void dispatch(byte[] value, long offset) {
        try {
            dispatch(Delivery.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            pass(offset, "not a Delivery", e);
        } catch (RuntimeException e) {
            pass(offset, "a Delivery that cannot be written", e);
        }
    }

    private void dispatch(Delivery delivery) {
        switch (delivery.getContentCase()) {
            case MESSAGE, SKIP -> {
                StreamFrame frame = StreamFrame.of(delivery);
                each(delivery, (connection, to) -> connection.write(frame, to.getPrev()));
            }
            case RESUMED -> each(delivery, (connection, to) -> connection.resume(delivery.getResumed()));
            case CAUGHT_UP ->
                each(
                        delivery,
                        (connection, to) ->
                                connection.caughtUp(delivery.getCaughtUp().getPosition()));
            case READ -> each(delivery, (connection, to) -> connection.readElsewhere(delivery.getRead()));
            case CLOSE ->
                each(
                        delivery,
                        (connection, to) ->
                                Ending.ordered(delivery.getClose().getCode()).ifPresent(connection::end));
            case CONTENT_NOT_SET -> throw new IllegalArgumentException("of a kind that this version does not know");
        }
    }

    private interface Act {
        void on(DeviceConnection connection, Recipient recipient);
    }

    private void each(Delivery delivery, Act act) {
        for (Recipient recipient : delivery.getRecipientsList()) {
            DeviceConnection connection = connections.find(recipient.getConnection());
            if (connection == null) {
                connections.metUnknown(recipient.getConnection());
            } else if (connection.isOf(recipient.getUserHash())) {
                act.on(connection, recipient);
            }
        }
    }

    private void pass(long offset, String what, Exception e) {
        unreadable.increment();
        log.warn("Passed over offset {} of the gateway's topic: {} ({})", offset, what, e.getMessage());
    }
}
