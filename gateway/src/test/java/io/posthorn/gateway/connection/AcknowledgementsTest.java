// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.DisconnectCause;
import org.junit.jupiter.api.Test;

/** What of a device's acks is told to the log, and when. */
class AcknowledgementsTest extends OpenConnection {

    @Test
    void onlyTheNewestAcknowledgementIsPublished() {
        resumedAt(10);
        write(11, 10);
        write(12, 11);
        ack(11);
        ack(12);
        ack(11);
        log.flushAcknowledgements();

        assertThat(log.events).hasSize(2);
        assertThat(log.last().getAcked().getUpTo()).isEqualTo(at(12));
    }

    @Test
    void anAcknowledgementThatWasLostIsPublishedAgainWhenItsMessageComesAgain() {
        resumedAt(10);
        write(11, 10);
        write(12, 11);
        ack(11);
        log.flushAcknowledgements();

        write(12, 11);
        log.flushAcknowledgements();
        assertThat(log.events)
                .as("what the device has not acked is only dropped")
                .hasSize(2);

        write(11, 10);
        write(11, 10);
        log.flushAcknowledgements();
        assertThat(log.events).hasSize(3);
        assertThat(log.last().getAcked().getUpTo()).isEqualTo(at(11));
    }

    @Test
    void anAcknowledgementThatWasPublishedIsNotPublishedAgain() {
        resumedAt(10);
        write(11, 10);
        ack(11);
        log.flushAcknowledgements();
        ack(11);
        log.flushAcknowledgements();

        assertThat(log.events).hasSize(2);
    }

    @Test
    void atHalfTheWindowAnAcknowledgementDoesNotWait() {
        said("{'type':'hello','device':'phone','window':4}");
        connection.resume(resumption(10));
        write(11, 10);
        ack(11);
        assertThat(log.events).hasSize(1);

        write(12, 11);
        ack(12);

        assertThat(log.last().getAcked().getUpTo()).isEqualTo(at(12));
        log.flushAcknowledgements();
        assertThat(log.events).hasSize(2);
    }

    @Test
    void anAcknowledgementAboveTheLastFrameIsAnErrorAndNothingElse() {
        resumedAt(10);
        write(11, 10);
        ack(12);
        log.flushAcknowledgements();

        assertThat(socket.last().getError().getCode()).isEqualTo("ack-beyond-last");
        assertThat(log.events).hasSize(1);
        assertThat(socket.closeCode).isZero();
    }

    @Test
    void aPendingAcknowledgementIsPublishedBeforeTheEnd() {
        resumedAt(10);
        write(11, 10);
        ack(11);
        connection.closed(1000, true);

        assertThat(log.events.get(1).getAcked().getUpTo()).isEqualTo(at(11));
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_CLIENT_CLOSED);
        log.flushAcknowledgements();
        assertThat(log.events).hasSize(3);
    }
}
