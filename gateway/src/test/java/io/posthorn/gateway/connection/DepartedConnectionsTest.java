// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.ConnectionEvent;
import org.junit.jupiter.api.Test;

class DepartedConnectionsTest {

    private static final long AGAIN = DepartedConnections.SAID_AGAIN_AFTER_MILLIS;
    private static final long FORGOTTEN = DepartedConnections.FORGOTTEN_AFTER_MILLIS;

    private final DepartedConnections departed = new DepartedConnections();

    @Test
    void framesOnTheirWayWhenItEndedSayNothing() {
        departed.add(event("c-1"), 0);

        assertThat(departed.met("c-1", AGAIN - 1)).isEmpty();
    }

    @Test
    void framesThatStillComeMakeItBeSaidAgain() {
        departed.add(event("c-1"), 0);

        assertThat(departed.met("c-1", AGAIN)).contains(event("c-1"));
    }

    @Test
    void butNotForEveryFrame() {
        departed.add(event("c-1"), 0);
        departed.met("c-1", AGAIN);

        assertThat(departed.met("c-1", AGAIN + 1)).isEmpty();
        assertThat(departed.met("c-1", 2 * AGAIN)).isPresent();
    }

    @Test
    void whatWasNeverHereIsNotKnown() {
        assertThat(departed.met("c-1", 0)).isEmpty();
    }

    @Test
    void afterAWhileItIsForgotten() {
        departed.add(event("c-1"), 0);
        departed.add(event("c-2"), FORGOTTEN);

        assertThat(departed.met("c-1", FORGOTTEN)).isEmpty();
    }

    @Test
    void theyDoNotGrowWithoutBound() {
        for (int i = 0; i < 10_000; i++) {
            departed.add(event("c-" + i), 0);
        }

        assertThat(departed.met("c-0", AGAIN)).isEmpty();
        assertThat(departed.met("c-9999", AGAIN)).isPresent();
    }

    private static ConnectionEvent event(String connection) {
        return ConnectionEvent.newBuilder()
                .setConnection(connection)
                .setUser("user-1")
                .build();
    }
}
